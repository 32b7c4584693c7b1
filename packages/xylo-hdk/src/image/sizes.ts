import { type DeviceConfig, specSizes } from '@xylopipe/core';
import { type ChipLayout, placeOf } from './chip-layout.js';

/** How many of everything are in use on a chip, and so how long the rows of its memories are. */
export interface ImageSizes {
  readonly inputs: number;
  /** Hidden neurons with input weights, the first ones. */
  readonly inputExpansion: number;
  /** Hidden neurons of the network. */
  readonly hidden: number;
  /** Unused neurons behind them, which update rule v1 wants so that an odd number comes before the outputs. */
  readonly buffers: number;
  /** Both together, as the chip counts. */
  readonly hiddenInUse: number;
  /** Hidden neurons with output weights, the last ones. */
  readonly outputExpansion: number;
  readonly outputs: number;
}

/** The sizes of a configuration on a chip. One without expansion neurons has rows of all hidden neurons in use. */
export function imageSizes(
  config: DeviceConfig,
  { limits, registers }: Pick<ChipLayout, 'limits' | 'registers'>,
): ImageSizes {
  const { inputs, inputExpansion, hidden, outputExpansion, outputs } = specSizes(config);
  const buffers = limits.updateRule === 'v1' ? 1 + (hidden % 2) : 0;
  const hiddenInUse = hidden + buffers;
  return {
    inputs,
    inputExpansion: placeOf(registers, 'IENC') === undefined ? hiddenInUse : inputExpansion,
    hidden,
    buffers,
    hiddenInUse,
    outputExpansion: placeOf(registers, 'OENC') === undefined ? hiddenInUse : outputExpansion,
    outputs,
  };
}
