import { specSizes } from '@xylopipe/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryImage } from '../src/index.js';
import { drivenChip, plugins } from './boards.js';
import { configOf, networkPlans } from './random-config.js';
import { readImage } from './read-image.js';

describe.each(plugins)('the image of a random network on $chipId', ({ chipId, limits }) => {
  const chip = drivenChip(chipId);
  const expansion = limits.inputExpansionNeurons < limits.hiddenNeurons;

  it('says the configuration, and nothing else', () => {
    fc.assert(
      fc.property(networkPlans(limits), (plan) => {
        const config = configOf(plan, limits);
        const { inputs, hidden, outputs, inputExpansion, outputExpansion, synapses } = specSizes(config);
        const buffers = limits.updateRule === 'v1' ? (hidden % 2 === 0 ? 1 : 2) : 0;
        const read = readImage(memoryImage(config, chip), expansion, buffers);
        const { stage, chipId: _, dt, layers, weightsIn, weightsRec, weightsOut, ...rest } = config;
        expect(read).toMatchObject({ inputs, hidden, outputs, ...rest });
        const places = { in: 0, rec: 0, out: 0 };
        const differs = (): string[] =>
          Object.entries(places).flatMap(([name, n]) => (n === 0 ? [] : [`${name} ${n}`]));
        for (let n = 0; n < hidden + buffers; n++) {
          for (let s = 0; s < synapses; s++) {
            for (let c = 0; c < inputs; c++) {
              const weight = n < inputExpansion ? weightsIn.data[(c * inputExpansion + n) * synapses + s] : 0;
              places.in += Number(read.inputWeight(c, n, s) !== weight);
            }
            for (let target = 0; target < hidden + buffers; target++) {
              const inNetwork = n < hidden && target < hidden;
              const weight = inNetwork ? weightsRec.data[(n * hidden + target) * synapses + s] : 0;
              places.rec += Number(read.recurrentWeight(n, target, s) !== weight);
            }
          }
          for (let o = 0; o < outputs; o++) {
            const row = n - (hidden - outputExpansion);
            const weight = row >= 0 && n < hidden ? weightsOut.data[row * outputs + o] : 0;
            places.out += Number(read.outputWeight(n, o) !== weight);
          }
        }
        expect(differs()).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('does not change it, and is the same again', () => {
    fc.assert(
      fc.property(networkPlans(limits), (plan) => {
        const config = configOf(plan, limits);
        const before = structuredClone(config);
        expect(memoryImage(config, chip)).toEqual(memoryImage(config, chip));
        expect(structuredClone(config)).toEqual(before);
      }),
      { numRuns: 10 },
    );
  });
});
