import fc from 'fast-check';
import { type SpikeTrain, spikeTrain } from '../src/measures/spike-train.js';

/** Any train of up to 12 timesteps, with up to 3 spikes in each. */
export const anyTrain: fc.Arbitrary<SpikeTrain> = fc.array(fc.nat(3), { maxLength: 12 }).map(spikeTrain);

/** A train with one spike in each of these timesteps, which may repeat. */
export function spikesAt(...steps: readonly number[]): SpikeTrain {
  const perStep = new Array<number>(Math.max(0, ...steps) + 1).fill(0);
  for (const step of steps) perStep[step] = (perStep[step] as number) + 1;
  return spikeTrain(perStep);
}

/** The timestep of every single spike, ascending. */
export const timesOf = ({ steps, counts }: SpikeTrain): readonly number[] =>
  Array.from(steps).flatMap((step, i) => new Array<number>(counts[i] as number).fill(step));

/** What every distance is: 0 only of equal trains, the same both ways, and no way round is shorter. */
export function isMetric(
  distance: (a: SpikeTrain, b: SpikeTrain) => number,
): fc.IPropertyWithHooks<[SpikeTrain, SpikeTrain, SpikeTrain]> {
  return fc.property(anyTrain, anyTrain, anyTrain, (a, b, c) => {
    const equal = timesOf(a).join() === timesOf(b).join();
    const between = distance(a, b);
    return (
      (equal ? between === 0 : between > 0) &&
      Math.abs(between - distance(b, a)) <= 1e-9 &&
      between <= distance(a, c) + distance(c, b) + 1e-9
    );
  });
}
