import type { LayerRun } from '@xylopipe/compare';
import { specSizes } from '@xylopipe/core';
import { counted, duration, percent, readable } from '../../numbers.js';
import type { ReportModel } from '../../report-model.js';
import { element } from '../element.js';
import { renderedView } from './rendered.js';
import type { Section } from './section.js';

/** What the run is, in a few numbers. */
export const summarySection: Section = {
  id: 'summary',
  title: 'Summary',
  isIn: () => true,
  open: (root, model) =>
    renderedView(root, model, (shown) => [
      element(
        'dl',
        { class: 'xp-facts' },
        ...summaryOf(shown).map(([name, value]) =>
          element('div', {}, element('dt', {}, name), element('dd', { 'data-fact': name }, value)),
        ),
      ),
    ]),
};

/** Name and value of each number; `not recorded` where nobody knows. */
export function summaryOf(model: ReportModel): readonly (readonly [name: string, value: string])[] {
  const { chipId, spec, input, runs, comparisons = [], issues } = model;
  const run = runs[0];
  const errors = issues.filter(({ severity }) => severity === 'error').length;
  return [
    ...(chipId === undefined ? [] : [['chip', chipId] as const]),
    ...(spec === undefined ? [] : [['network', sizesText(spec)] as const]),
    ['run', run === undefined ? 'no run' : run.label],
    ...(run === undefined ? [] : [['timesteps', timeText(run)] as const]),
    ...(input === undefined ? [] : [['input spikes', readable(sum(input.counts))] as const]),
    ...(run === undefined
      ? []
      : (['hidden', 'output'] as const).map((role) => [`${role} spikes`, spikesText(run, role)] as const)),
    ...comparisons.map(({ a, b, agreement }) => [`agreement ${a} – ${b}`, percent(agreement)] as const),
    ['issues', `${counted(errors, 'error')}, ${counted(issues.length - errors, 'warning')}`],
  ];
}

function sizesText(spec: NonNullable<ReportModel['spec']>): string {
  const { inputs, hidden, outputs } = specSizes(spec);
  return `${inputs} → ${hidden} → ${outputs}`;
}

const timeText = ({ steps, dt }: LayerRun): string =>
  dt === undefined ? readable(steps) : `${readable(steps)} (${duration(steps * dt)})`;

function spikesText({ layers }: LayerRun, role: 'hidden' | 'output'): string {
  const own = layers.filter((layer) => layer.role === role);
  const recorded = own.flatMap(({ signals }) => (signals.spikes === undefined ? [] : [signals.spikes.data]));
  if (own.length === 0) return 'none';
  return recorded.length < own.length
    ? 'not recorded'
    : readable(recorded.reduce((total, data) => total + sum(data), 0));
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) if (Number.isFinite(values[i])) total += values[i] as number;
  return total;
}
