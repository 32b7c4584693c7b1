import type { MapOptions } from '@xylopipe/core';
import type { QuantizeOptions } from '@xylopipe/quantize';

/** What is done with the files on a workbench: plain data. */
export interface Settings {
  readonly chipId: string;
  /** Default: the limits of the chip. */
  readonly map?: MapOptions | undefined;
  /** Default: method `global`, with the bits of the chip. */
  readonly quantize?: QuantizeOptions | undefined;
}
