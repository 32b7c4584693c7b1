import type { DevicePlugin } from '@xylopipe/core';

/** A plugin that is broken in one way, and the test that must notice. */
export interface Saboteur {
  /** What it does. */
  readonly name: string;
  readonly plugin: DevicePlugin;
  /** Path of the test below the chip's id, suites and test separated by ` > `. */
  readonly caughtBy: string;
}
