import type { Objective, Trial } from '@xylopipe/tune';

/** How far a search is after each trial, and the best that it has found. */
export function watcher(
  recorded: readonly Trial[],
  [objective = 'agreement']: readonly Objective[],
  { candidates, time }: { readonly candidates: number; readonly time: number | undefined },
): (trial: Trial) => [fraction: number, what: string] {
  const start = performance.now();
  const scoreOf = ({ score }: Trial): number => score?.[objective] ?? 0;
  let [tried, best] = [recorded.length, Math.max(0, ...recorded.map(scoreOf))];
  return (trial) => {
    tried++;
    best = Math.max(best, scoreOf(trial));
    const fraction = Math.max(tried / candidates, time === undefined ? 0 : (performance.now() - start) / time);
    return [Math.min(fraction, 1), `tune: ${tried} tried, ${objective} up to ${(100 * best).toFixed(2)} %`];
  };
}
