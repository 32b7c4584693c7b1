import { errorsIn, type Issue } from '@xylopipe/core';
import { percent } from '@xylopipe/report/viewer';
import type { LayerRun, LayerTrace } from 'xylopipe';
import type { WorkbenchResult } from '../workbench/workbench-result.js';

/** A number that two results are compared by. */
export interface ResultFact {
  readonly name: string;
  /** Absent where nobody knows. */
  readonly value?: number | undefined;
  /** A share of 1; others are counts. */
  readonly isShare?: boolean | undefined;
}

/** What a result comes to, always the same numbers in the same order. */
export function resultFacts({ model }: WorkbenchResult): readonly ResultFact[] {
  const { runs, comparisons = [], issues } = model;
  const run = runs[0];
  const withFloat = comparisons.find(({ a, b }) => a === 'float' || b === 'float');
  const errors = errorsIn(issues).length;
  return [
    { name: 'agreement with float', value: withFloat?.agreement, isShare: true },
    { name: 'agreement of outputs', value: withFloat?.output.agreement, isShare: true },
    { name: 'hidden spikes', value: run && spikesOf(run, 'hidden') },
    { name: 'output spikes', value: run && spikesOf(run, 'output') },
    { name: 'strongest output', value: run && strongestOutput(run) },
    { name: 'errors', value: errors },
    { name: 'warnings', value: issues.length - errors },
  ];
}

/** A fact as text: a share as `98.4 %`, a dash for what is not known. */
export function factText({ value, isShare }: ResultFact): string {
  if (value === undefined || !Number.isFinite(value)) return '–';
  return isShare ? percent(value) : String(value);
}

/** By how much `now` is more than `before`, with its sign; empty where both read the same or one is not known. */
export function changeText(before: ResultFact, now: ResultFact): string {
  if (before.value === undefined || now.value === undefined || before.name === 'strongest output') return '';
  if (factText(before) === factText(now)) return '';
  const change = now.isShare ? 100 * (now.value - before.value) : now.value - before.value;
  if (!Number.isFinite(change)) return '';
  const sign = change > 0 ? '+' : '−';
  if (!now.isShare) return `${sign}${Math.abs(change)}`;
  // Shares that read differently may differ by less than a digit of theirs.
  const text = Math.abs(change).toFixed(1);
  return `${Number(text) === 0 ? `${sign}<0.1` : `${sign}${text}`} points`;
}

/** Issues that only one of two results has. */
export function issueChanges(
  before: WorkbenchResult,
  now: WorkbenchResult,
): { readonly gone: readonly Issue[]; readonly come: readonly Issue[] } {
  const without = (some: readonly Issue[], others: readonly Issue[]): readonly Issue[] => {
    const texts = new Set(others.map(subjectOf));
    return some.filter((issue) => !texts.has(subjectOf(issue)));
  };
  const [old, recent] = [before.model.issues, now.model.issues];
  return { gone: without(old, recent), come: without(recent, old) };
}

const subjectOf = ({ code, at, message }: Issue): string => JSON.stringify([code, at, message]);

const layersOf = ({ layers }: LayerRun, role: LayerTrace['role']): readonly LayerTrace[] =>
  layers.filter((layer) => layer.role === role);

function spikesOf(run: LayerRun, role: LayerTrace['role']): number {
  let sum = 0;
  for (const { signals } of layersOf(run, role)) for (const count of signals.spikes?.data ?? []) sum += count;
  return sum;
}

/** The output neuron with the most spikes, the first of those; `undefined` if there is no spike. */
function strongestOutput(run: LayerRun): number | undefined {
  const [layer] = layersOf(run, 'output');
  if (layer === undefined) return undefined;
  const totals = layer.ids.map(() => 0);
  layer.signals.spikes?.data.forEach((count: number, i: number) => {
    totals[i % totals.length] = (totals[i % totals.length] as number) + count;
  });
  const most = Math.max(...totals);
  return most > 0 ? layer.ids[totals.indexOf(most)] : undefined;
}
