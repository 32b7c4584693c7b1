import type { DeviceConfig, Evolution, Raster } from '@xylopipe/core';
import type { Device } from '@xylopipe/core/registry';

/** Where cases come from, as the table has them. */
export const BOARD_SETS = ['real', 'e2e', 'digits', 'sim', 'random'] as const;
export type BoardSet = (typeof BOARD_SETS)[number];

/** One evolution of a case. */
export interface Call {
  /** Whether all states are cleared before it. */
  readonly reset: boolean;
  readonly input: Raster;
}

/** A network for one chip, with input for it. */
export interface BoardCase {
  readonly set: BoardSet;
  readonly name: string;
  /** Codes of the limits that the network breaks, as counted here and not by the packages. None: it must run. */
  readonly breaks: readonly string[];
  readonly calls: readonly Call[];
  /** The network as the chip takes it. Throws the refusal of a stage before that. */
  config(): DeviceConfig;
  /** The first difference of all calls from what is recorded; absent where nothing is, of this arithmetic. */
  readonly recordedDifference?: ((evolutions: readonly Evolution[]) => string | undefined) | undefined;
}

/** All cases of one set for a chip, one after the other: they are large. */
export type CasesFor = (device: Device) => Iterable<BoardCase>;
