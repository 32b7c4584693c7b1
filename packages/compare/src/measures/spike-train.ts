/** Spikes of one neuron: only the timesteps in which there are any. */
export interface SpikeTrain {
  /** Ascending, each once. */
  readonly steps: ArrayLike<number>;
  /** How many spikes in each of these timesteps: whole numbers but 0, negative only in a difference of two trains. */
  readonly counts: ArrayLike<number>;
}

/** A train from the number of spikes of every timestep, such as a column of a raster. */
export function spikeTrain(countPerStep: ArrayLike<number>): SpikeTrain {
  const steps: number[] = [];
  const counts: number[] = [];
  for (let step = 0; step < countPerStep.length; step++) {
    const count = countPerStep[step] as number;
    if (count === 0) continue;
    steps.push(step);
    counts.push(count);
  }
  return { steps, counts };
}

/**
 * The train `b - a`: what `b` has more in a timestep, negative where it has less. Agreement and both distances depend on
 * two trains only by this difference.
 */
export function trainDifference(a: SpikeTrain, b: SpikeTrain): SpikeTrain {
  const steps: number[] = [];
  const counts: number[] = [];
  for (let i = 0, j = 0; i < a.steps.length || j < b.steps.length; ) {
    const stepA = i < a.steps.length ? (a.steps[i] as number) : Number.POSITIVE_INFINITY;
    const stepB = j < b.steps.length ? (b.steps[j] as number) : Number.POSITIVE_INFINITY;
    const step = Math.min(stepA, stepB);
    let count = 0;
    if (stepA === step) count -= a.counts[i++] as number;
    if (stepB === step) count += b.counts[j++] as number;
    if (count === 0) continue;
    steps.push(step);
    counts.push(count);
  }
  return { steps, counts };
}

/** Spikes of a train. */
export function spikeCount({ counts }: SpikeTrain): number {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) sum += counts[i] as number;
  return sum;
}

/** Spikes of a difference, whichever train has them. */
export function unmatchedSpikes({ counts }: SpikeTrain): number {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) sum += Math.abs(counts[i] as number);
  return sum;
}

/** Spikes of `b` less spikes of `a`. */
export const countDifference = (a: SpikeTrain, b: SpikeTrain): number => spikeCount(b) - spikeCount(a);
