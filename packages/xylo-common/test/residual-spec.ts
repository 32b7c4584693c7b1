import type { QuantizedSpec } from '@xylopipe/core';
import { filled, quantized } from './specs.js';

/**
 * Linear, LIF, Residual of a recurrent LIF, Linear, LIF: 4 + 4 hidden neurons, 2 outputs, 4 aliases, of which Rockpool
 * gives cycles.
 */
export function residualSpec(inputs: number, connections: number): QuantizedSpec {
  const weightsRec = filled([8, 8, 1], 0);
  // 16 from the first layer to the second, the rest within the second.
  const places = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((source) => [4, 5, 6, 7].map((target) => source * 8 + target));
  for (const place of places.slice(0, connections)) weightsRec.data[place] = 3;
  return quantized(
    { inputs, inputExpansion: 4, hidden: 8, outputExpansion: 4, outputs: 2 },
    {
      weightsRec,
      aliases: [[4], [5], [6], [7], [], [], [], []],
      layers: [
        { name: '1', role: 'hidden', firstId: 0, count: 4 },
        { name: '2.1', role: 'hidden', firstId: 4, count: 4 },
        { name: '4', role: 'output', firstId: 496, count: 2 },
      ],
    },
  );
}
