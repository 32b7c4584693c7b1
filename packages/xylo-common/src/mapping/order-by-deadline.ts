/** The ids that a neuron may get, `last` included; none where `first` is above it. */
export interface IdRange {
  readonly first: number;
  readonly last: number;
}

/** Two neurons of which the first one, which also has the lower number, must get the lower id. */
export type Precedence = readonly [before: number, after: number];

/**
 * Gives neurons `0 .. n - 1` the ids `0 .. n - 1`, one each, so that every neuron is within its range and every precedence
 * is kept. Returns the neurons in the order of their ids; `undefined` if and only if there is no such order.
 *
 * These are jobs of one unit of time on one machine, with release times, deadlines and precedences: ids are the time. It is
 * decided by Jackson's rule (1955), extended to release times by Horn (1974): at any time the job that is due first among
 * those released. Precedences need no look of their own once the ranges agree with them, as `after` then is released later
 * and due later than `before` (`1 | prec; r_j; p_j = 1 | L_max` in P. Brucker, Scheduling Algorithms, chapter 4).
 *
 * Why the rule finds what there is: where a job comes too late, go back to the last time at which one due later was done,
 * or none. All done since were released since and are due no later than that job, and these are more than there is time.
 *
 * Neurons that are due alike stay in their order. After that, each goes back over those of higher numbers as far as all
 * ranges allow, so that the order is close to `0 .. n - 1`. No precedence is between two neurons that change places.
 */
export function orderByDeadline(
  ranges: readonly IdRange[],
  precedences: readonly Precedence[],
): readonly number[] | undefined {
  const { first, last } = agreeing(ranges, precedences);
  const waiting = [...ranges.keys()].toSorted((a, b) => (last[a] as number) - (last[b] as number));
  const order: number[] = [];
  while (waiting.length > 0) {
    const id = order.length;
    const next = waiting.findIndex((neuron) => (first[neuron] as number) <= id);
    const neuron = waiting[next];
    if (neuron === undefined || (last[neuron] as number) < id) return undefined;
    waiting.splice(next, 1);
    order.push(neuron);
  }
  return settled(order, ranges);
}

/** Another legal order, in which neurons went back over those of higher numbers where ranges allow it. */
function settled(order: readonly number[], ranges: readonly IdRange[]): readonly number[] {
  const at = [...order];
  for (let from = 1; from < at.length; from++) {
    const neuron = at[from] as number;
    const { first } = ranges[neuron] as IdRange;
    let id = from;
    while (id > first) {
      const before = at[id - 1] as number;
      if (before < neuron || (ranges[before] as IdRange).last < id) break;
      at[id] = before;
      id--;
    }
    at[id] = neuron;
  }
  return at;
}

/** The ranges less the ids that precedences rule out, for chains of them as well. */
function agreeing(
  ranges: readonly IdRange[],
  precedences: readonly Precedence[],
): { readonly first: readonly number[]; readonly last: readonly number[] } {
  const first = ranges.map((range) => range.first);
  const last = ranges.map((range) => range.last);
  // As each leads to a higher number, a neuron's own range is final before it is passed on.
  for (const [before, after] of precedences.toSorted(([a], [b]) => a - b)) {
    first[after] = Math.max(first[after] as number, (first[before] as number) + 1);
  }
  for (const [before, after] of precedences.toSorted(([, a], [, b]) => b - a)) {
    last[before] = Math.min(last[before] as number, (last[after] as number) - 1);
  }
  return { first, last };
}
