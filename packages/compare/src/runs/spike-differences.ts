import type { SpikeTrain } from '../measures/spike-train.js';
import type { LayerPair } from './layer-pair.js';
import type { SignalColumns } from './signal-columns.js';

/** Spikes of a layer in two runs, and where they differ. Everything per neuron is in the order of `SignalColumns.neurons`. */
export interface SpikeDifferences {
  readonly spikesA: Float64Array;
  readonly spikesB: Float64Array;
  /** What the second run has more, in timesteps of the first. */
  readonly trains: readonly SpikeTrain[];
}

/** Counts and collects in two walks over the rasters, row by row: one to know the sizes, one to fill them. */
export function spikeDifferences(
  { a, b, columnsA, columnsB }: SignalColumns,
  { shift, from, to }: LayerPair,
): SpikeDifferences {
  const count = columnsA.length;
  const [, widthA = 0] = a.shape;
  const [, widthB = 0] = b.shape;
  const [left, right] = [a.data, b.data];
  const spikesA = new Float64Array(count);
  const spikesB = new Float64Array(count);
  const starts = new Int32Array(count + 1);
  for (let step = from; step < to; step++) {
    const rowA = step * widthA;
    const rowB = (step + shift) * widthB;
    for (let i = 0; i < count; i++) {
      const ofA = left[rowA + (columnsA[i] as number)] as number;
      const ofB = right[rowB + (columnsB[i] as number)] as number;
      if (ofA === 0 && ofB === 0) continue;
      spikesA[i] = (spikesA[i] as number) + ofA;
      spikesB[i] = (spikesB[i] as number) + ofB;
      if (ofA !== ofB) starts[i + 1] = (starts[i + 1] as number) + 1;
    }
  }
  for (let i = 0; i < count; i++) starts[i + 1] = (starts[i + 1] as number) + (starts[i] as number);

  const next = starts.slice(0, count);
  const steps = new Int32Array(starts[count] as number);
  const counts = new Float64Array(steps.length);
  for (let step = from; step < to && steps.length > 0; step++) {
    const rowA = step * widthA;
    const rowB = (step + shift) * widthB;
    for (let i = 0; i < count; i++) {
      const more = (right[rowB + (columnsB[i] as number)] as number) - (left[rowA + (columnsA[i] as number)] as number);
      if (more === 0) continue;
      const place = next[i] as number;
      steps[place] = step;
      counts[place] = more;
      next[i] = place + 1;
    }
  }
  const trains = Array.from(next, (end, i) => {
    const start = starts[i] as number;
    return { steps: steps.subarray(start, end), counts: counts.subarray(start, end) };
  });
  return { spikesA, spikesB, trains };
}
