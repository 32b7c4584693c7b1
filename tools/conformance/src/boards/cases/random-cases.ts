import { integerSpec } from '@xylopipe/core';
import { graphOf, randomRuns } from '@xylopipe/device-testkit/networks';
import fc from 'fast-check';
import type { CasesFor } from '../board-case.js';

/** Random networks that the chip can hold, mapped and configured by its own stages. The seed repeats them all. */
export const randomCases = (count: number, seed: number): CasesFor =>
  function* (device) {
    const runs = fc.sample(randomRuns(device.limits), { numRuns: count, seed });
    for (const [i, { plan, shifts, aliases, input }] of runs.entries()) {
      yield {
        set: 'random',
        name: `network ${i} of XYLOPIPE_SEED=${seed}`,
        breaks: [],
        calls: input.map((raster) => ({ reset: false, input: raster })),
        config: () => {
          const { value } = device.mapper.map(graphOf(plan));
          const spec = { ...integerSpec(value), ...shifts, aliases: aliases ?? value.aliases };
          return device.configurator.configure(spec).value;
        },
      };
    }
  };
