import type { ChipLimits } from '@xylopipe/core';
import type { NetworkSketch } from '../network-sketch.js';

/** A network that comes with the self-test. */
export interface ShippedNetwork {
  /** What it is about. */
  readonly name: string;
  /** The network for a chip; `undefined` where the chip has not what it is about. */
  sketch(limits: ChipLimits): NetworkSketch | undefined;
}

/** 0 to `count - 1`. */
export const range = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i);

/** A matrix by a rule. */
export const rows = (
  height: number,
  width: number,
  value: (row: number, column: number) => number,
): readonly (readonly number[])[] => range(height).map((row) => range(width).map((column) => value(row, column)));
