import { type Evolution, type SignalName, tensorFromNested } from '@xylopipe/core';
import fc from 'fast-check';

/** An evolution with these signals, one list of values per timestep. */
export function evolution(signals: { readonly [S in SignalName]?: readonly (readonly number[])[] }): Evolution {
  const steps = Object.values(signals)[0]?.length ?? 0;
  const tensors = Object.entries(signals).map(([name, rows]) => {
    const { shape, data } = tensorFromNested(rows);
    return [name, { shape: rows.length === 0 ? [0, 0] : shape, data: Int16Array.from(data) }];
  });
  return { stage: 'evolved', steps, output: 'spikes', signals: Object.fromEntries(tensors), hibernation: null };
}

/** Any evolution of up to 6 timesteps in which every signal is recorded, of one to four neurons. */
export const anyEvolution: fc.Arbitrary<Evolution> = fc
  .record({ steps: size(0, 6), hidden: size(1, 4), outputs: size(1, 4) })
  .chain(({ steps, hidden, outputs }) => {
    const signal = (neurons: number) =>
      fc
        .int16Array({ minLength: steps * neurons, maxLength: steps * neurons })
        .map((data) => ({ shape: [steps, neurons], data }));
    return fc.record({
      stage: fc.constant('evolved' as const),
      steps: fc.constant(steps),
      output: fc.constant('spikes' as const),
      hibernation: fc.constant(null),
      signals: fc.record({
        spikesOut: signal(outputs),
        vmemOut: signal(outputs),
        isynOut: signal(outputs),
        vmem: signal(hidden),
        isyn: signal(hidden),
        isyn2: signal(hidden),
        spikesHidden: signal(hidden),
      }),
    });
  });

function size(min: number, max: number): fc.Arbitrary<number> {
  return fc.integer({ min, max });
}
