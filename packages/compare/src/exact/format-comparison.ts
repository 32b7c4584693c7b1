import { formatIssue, type SignalName } from '@xylopipe/core';
import type { Comparison, Divergence, SignalComparison } from './comparison.js';

/** A comparison as text: the verdict, a line per signal that differs, and the issues. */
export function formatComparison({ equal, first, signals, onlyInA, onlyInB, issues }: Comparison): string {
  const compared = Object.entries(signals) as [SignalName, SignalComparison][];
  const verdict = first === null ? agreement(equal, compared) : `different: ${place(first)}`;
  const lines = [[verdict, ...missing('a', onlyInA), ...missing('b', onlyInB)].join('; ')];
  for (const [name, { cells, differing, first: own }] of compared) {
    if (own !== null)
      lines.push(`  ${name}: ${differing} of ${cells} values differ, the first at timestep ${own.step}`);
  }
  for (const issue of issues) lines.push(formatIssue(issue));
  return lines.join('\n');
}

/** What the verdict says nothing of. */
const missing = (run: 'a' | 'b', names: readonly SignalName[]): readonly string[] =>
  names.length === 0 ? [] : [`only in ${run}, and not compared: ${names.join(', ')}`];

const place = ({ step, signal, neuron, a, b }: Divergence): string =>
  `at timestep ${step}, ${signal} of neuron ${neuron} is ${a} in a and ${b} in b`;

function agreement(equal: boolean, compared: readonly [SignalName, SignalComparison][]): string {
  const cells = compared.reduce((sum, [, signal]) => sum + signal.cells, 0);
  const what = `${cells} value${cells === 1 ? '' : 's'} of ${compared.map(([name]) => name).join(', ')}`;
  return equal ? `equal: ${what}` : `not equal: no difference in ${what}, but not everything could be compared`;
}
