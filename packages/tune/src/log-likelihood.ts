/**
 * The natural logarithm of the probability of `label` under a softmax of what each output totals, 0 at most. Stable: totals of
 * thousands of spikes neither overflow nor give minus infinity.
 */
export function logLikelihood(totals: readonly number[], label: number): number {
  const max = Math.max(...totals);
  const partition = totals.reduce((sum, total) => sum + Math.exp(total - max), 0);
  return (totals[label] as number) - max - Math.log(partition);
}
