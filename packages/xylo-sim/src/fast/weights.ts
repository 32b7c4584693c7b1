import type { DeviceConfig } from '@xylopipe/core';
import type { Kernel } from './kernel.js';
import { TILE } from './layout.js';

/** Rows of 64 weights that are not all 0. */
export interface RowCounts {
  readonly input: number;
  readonly recurrent: number;
}

interface WeightArrays {
  readonly weights: Int8Array;
  readonly window: Uint8Array;
}

/** Has the kernel cut the weights to hidden neurons into rows, those of input channels first; returns how many it kept. */
export function cutWeights(config: DeviceConfig, kernel: Kernel, { weights, window }: WeightArrays): RowCounts {
  const stage = new Int8Array(window.buffer, window.byteOffset, window.length);
  kernel.staged.value = stage.byteOffset;
  kernel.weightsEnd.value = weights.byteOffset;
  let source = 0;
  let kept = 0;
  const [input = 0, recurrent = 0] = [config.weightsIn, config.weightsRec].map(({ shape, data }) => {
    const [sources = 0, columns = 0, synapses = 1] = shape;
    const size = columns * synapses;
    // What pads the last tile stays 0: nobody writes behind the recurrent weights of a source.
    for (let i = 0; i < sources; i++, source++) {
      stage.set(data.subarray(i * size, (i + 1) * size));
      kernel.cutRows(source, synapses === 2);
    }
    const before = kept;
    kept = ((kernel.weightsEnd.value >>> 0) - weights.byteOffset) / TILE;
    return kept - before;
  });
  return { input, recurrent };
}

interface OutputArrays {
  readonly outputRows: Uint32Array;
  readonly outputWeights: Int8Array;
}

/** Writes the weights to output neurons, a row per source padded to `widthOut`, and where the rows are that are not all 0. */
export function writeOutputWeights(
  { weightsOut }: DeviceConfig,
  widthOut: number,
  { outputRows, outputWeights }: OutputArrays,
): void {
  const [sources = 0, outputs = 0] = weightsOut.shape;
  const first = outputRows.length - sources;
  for (let source = 0; source < sources; source++) {
    const row = weightsOut.data.subarray(source * outputs, (source + 1) * outputs);
    if (row.every((weight) => weight === 0)) continue;
    outputWeights.set(row, source * widthOut);
    outputRows[first + source] = outputWeights.byteOffset + source * widthOut;
  }
}
