import type { Range } from '../range.js';

/** The part of some traces that is in sight: timesteps, ascending, and a value of each trace for each of them. */
export interface Points {
  readonly steps: readonly number[];
  readonly values: readonly (readonly (number | null)[])[];
}

/**
 * The part of `traces` in `range`, and a step beyond either end. Where more than two timesteps share one of `pixels`,
 * only the lowest and the highest value there, in their order: the picture is the same, and drawn in no time.
 */
export function decimate(traces: readonly (readonly (number | null)[])[], range: Range, pixels: number): Points {
  const count = traces[0]?.length ?? 0;
  const first = Math.max(0, Math.floor(range.from) - 1);
  const end = Math.min(count, Math.ceil(range.to) + 1);
  const size = Math.ceil((end - first) / Math.max(1, pixels));
  if (size <= 2) {
    const steps = Array.from({ length: Math.max(0, end - first) }, (_, i) => first + i);
    return { steps, values: traces.map((trace) => trace.slice(first, end)) };
  }
  // At multiples of their size, so that a picture that moves does not flicker.
  const start = Math.floor(first / size) * size;
  const buckets = Math.ceil((end - start) / size);
  const steps = Array.from({ length: 2 * buckets }, (_, i) => start + (i >> 1) * size + (i % 2) * (size / 2));
  return { steps, values: traces.map((trace) => extremes(trace, start, size, buckets)) };
}

/** The lowest and the highest of every bucket, in their order; `null` where there is none. */
function extremes(
  trace: readonly (number | null)[],
  start: number,
  size: number,
  buckets: number,
): readonly (number | null)[] {
  const found: (number | null)[] = [];
  for (let bucket = 0; bucket < buckets; bucket++) {
    let low = -1;
    let high = -1;
    const end = Math.min(trace.length, start + (bucket + 1) * size);
    for (let t = start + bucket * size; t < end; t++) {
      const value = trace[t] ?? null;
      if (value === null) continue;
      if (low < 0 || value < (trace[low] as number)) low = t;
      if (high < 0 || value > (trace[high] as number)) high = t;
    }
    found.push(trace[Math.min(low, high)] ?? null, trace[Math.max(low, high)] ?? null);
  }
  return found;
}
