import type { Checked } from '@xylopipe/core';
import { agreementOf } from '../measures/spike-agreement.js';
import { unmatchedSpikes } from '../measures/spike-train.js';
import { vanRossumNorm } from '../measures/van-rossum.js';
import { victorPurpuraNorm } from '../measures/victor-purpura.js';
import { firstDivergence } from './first-divergence.js';
import type { LayerMeasures } from './layer-measures.js';
import type { LayerPair } from './layer-pair.js';
import type { LayerComparison } from './run-comparison.js';
import { signalColumns } from './signal-columns.js';
import { spikeDifferences } from './spike-differences.js';
import { traceIssues } from './trace-issues.js';

/** Compares one layer; `null`, with an error, where there are no spikes to compare. */
export function compareLayer(pair: LayerPair, measures: LayerMeasures): Checked<LayerComparison | null> {
  const issues = traceIssues(pair, measures);
  const columns = signalColumns(pair, 'spikes');
  const unusable = issues.some(({ severity, at }) => severity === 'error' && at[2] === 'spikes');
  if (columns === undefined || unusable || columns.neurons.length === 0) return { value: null, issues };

  const { spikesA, spikesB, trains } = spikeDifferences(columns, pair);
  const [sumA, sumB] = [sumOf(spikesA), sumOf(spikesB)];
  const unmatched = sumOf(trains.map(unmatchedSpikes));
  const broken = new Set(issues.filter(({ severity }) => severity === 'error').map(({ at }) => at[2]));
  const value: LayerComparison = {
    name: pair.a.name,
    role: pair.a.role,
    neurons: columns.neurons.length,
    shift: pair.shift,
    steps: pair.to - pair.from,
    spikesA: sumA,
    spikesB: sumB,
    agreement: pair.to === pair.from ? 0 : agreementOf(sumA + sumB, unmatched),
    countDifference: sumB - sumA,
    vanRossum: sumOf(trains.map((train) => vanRossumNorm(train, measures.tau))),
    victorPurpura: sumOf(trains.map((train) => victorPurpuraNorm(train, measures.cost))),
    fellSilent: Array.from(columns.neurons.filter((_, i) => spikesA[i] !== 0 && spikesB[i] === 0)),
    first: firstDivergence(
      pair,
      measures.signals.filter((signal) => !broken.has(signal)),
      columns,
      trains,
    ),
  };
  return { value, issues };
}

function sumOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return sum;
}
