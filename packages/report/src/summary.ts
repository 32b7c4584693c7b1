import type { Explanation, LayerRun, MainCause, RunComparison } from '@xylopipe/compare';
import { errorsIn, type Issue, specSizes, type TensorData } from '@xylopipe/core';
import { causeText } from './cause-text.js';
import { counted, duration, percent, readable } from './numbers.js';
import type { ReportModel } from './report-model.js';

/**
 * What a run comes to, in a sentence: what is wrong with it and what keeps it from the chip, how well its outputs agree with
 * those of others, and why no better: the device, what costs them and all layers the most, or what their first difference says.
 */
export function verdictOf({ issues, comparisons = [], explanation, runs }: ReportModel): string {
  const errors = errorsIn(issues);
  const warnings = issues.length - errors.length;
  const troubles = runs.length === 0 ? ['nothing has run'] : runs.flatMap(troublesOf);
  const own = comparisons.filter(({ a, b }) => a === runs[0]?.label || b === runs[0]?.label);
  const parts = [
    ...troubles,
    ...errorsText(errors),
    ...own.map(agreementText),
    ...own.flatMap((comparison) => partingText(comparison, explanation)),
    ...(explanation === undefined ? [] : costliest(explanation)),
    ...(warnings > 0 ? [counted(warnings, 'warning')] : []),
  ];
  const sentence = parts.length === 0 ? 'no problems found' : parts.join('; ');
  return `${sentence.slice(0, 1).toUpperCase()}${sentence.slice(1)}.`;
}

/** Of the outputs, which stand for the network; of hidden layers where no others were compared. */
const agreementText = ({ a, b, agreement, output, layers }: RunComparison): string =>
  layers.some(({ role, steps }) => role === 'output' && steps > 0)
    ? `${percent(output.agreement)} of the output spikes of ${a} and ${b} agree`
    : `${percent(agreement)} of the spikes of ${a} and ${b} agree`;

/** A device is to blame whatever the approximations cost; the values of a single difference are, where nothing tells more. */
function partingText({ a, b, first }: RunComparison, explanation: Explanation | undefined): readonly string[] {
  if (first?.cause === 'device') return [`${a} and ${b} part by ${causeText(first.cause).name}`];
  if (explanation !== undefined || first?.cause === undefined) return [];
  return [`the first difference of ${a} and ${b} speaks for ${causeText(first.cause).name}`];
}

function errorsText([first, ...others]: readonly Issue[]): readonly string[] {
  if (first === undefined) return [];
  const message = first.message.replace(/\.$/, '');
  return [others.length === 0 ? `1 error: ${message}` : `${counted(others.length + 1, 'error')}, first: ${message}`];
}

/** What makes a run worth nothing, which nobody else may have told. */
function troublesOf({ label, steps, layers }: LayerRun): readonly string[] {
  if (steps === 0) return [`the run of ${label} has no timesteps`];
  const lost = layers
    .flatMap(({ signals }) => Object.values(signals))
    .reduce((sum, { data }) => sum + countNotFinite(data), 0);
  return lost === 0 ? [] : [`${counted(lost, 'value')} of ${label} ${lost === 1 ? 'is' : 'are'} no finite number`];
}

function countNotFinite(data: TensorData): number {
  // Integers always are.
  if (!(data instanceof Float64Array)) return 0;
  let found = 0;
  for (let i = 0; i < data.length; i++) if (!Number.isFinite(data[i])) found++;
  return found;
}

function costliest({ main, outputMain }: Explanation): readonly string[] {
  if (main && main.cause === outputMain?.cause) {
    const [ofOutputs, ofAll] = [percent(outputMain.lost), percent(main.lost)];
    return [
      `${causeText(main.cause).name} costs most, ${ofOutputs} of agreement of the outputs and ${ofAll} of all layers`,
    ];
  }
  const cost = (who: string, { cause, lost }: MainCause): string =>
    `${causeText(cause).name} costs ${who} most, ${percent(lost)} of agreement`;
  return [
    ...(outputMain ? [cost('the outputs', outputMain)] : []),
    ...(main ? [cost('all layers together', main)] : []),
  ];
}

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
