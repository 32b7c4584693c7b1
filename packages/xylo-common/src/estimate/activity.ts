import { type AnySpec, type Evolution, type Issue, type Raster, refuseOnErrors, specSizes } from '@xylopipe/core';

/** In which fraction of timesteps a neuron spikes, 0 to 1, at least once: how often in one timestep costs no cycles. */
export interface Activity {
  /** Whether somebody looked. */
  readonly origin: 'assumed' | 'recorded';
  /** Timesteps that were looked at; `null` where it is assumed. */
  readonly steps: number | null;
  /** Per input channel, `(Nin)`. */
  readonly input: Float64Array;
  /** Per hidden neuron, `(Nhidden)`. */
  readonly hidden: Float64Array;
  /** Per output neuron, `(Nout)`; it costs nothing in the published models. `null` where it was not recorded. */
  readonly output: Float64Array | null;
}

/** Fractions that stand for all channels, or all neurons of a kind. */
export interface AssumedActivity {
  /** Default 1: the worst case. */
  readonly input?: number | undefined;
  /** Default 1: the worst case. */
  readonly hidden?: number | undefined;
}

/** The same activity everywhere. Throws `ACTIVITY_INVALID` for fractions outside of 0 to 1. */
export function assumedActivity(
  spec: Pick<AnySpec, 'weightsIn' | 'weightsRec' | 'weightsOut'>,
  { input = 1, hidden = 1 }: AssumedActivity = {},
): Activity {
  const sizes = specSizes(spec);
  const activity: Activity = {
    origin: 'assumed',
    steps: null,
    input: new Float64Array(sizes.inputs).fill(input),
    hidden: new Float64Array(sizes.hidden).fill(hidden),
    output: null,
  };
  const issues = Object.entries({ input, hidden }).flatMap(([name, p]) =>
    isFraction(p) ? [] : [notFraction([name], p)],
  );
  refuseOnErrors(issues, 'ACTIVITY_INVALID', REFUSED);
  return activity;
}

/**
 * The activity of a run: of its input, and of `spikesHidden` (and `spikesOut`, if it is there) in what came of it.
 * @throws ACTIVITY_INVALID with everything that is wrong: no timesteps, sizes or a chip other than those of `spec`, hidden
 * spikes that were not recorded, or not of all neurons.
 */
export function recordedActivity(spec: AnySpec, input: Raster, evolution: Evolution): Activity {
  refuseOnErrors(runIssues(spec, input, evolution), 'ACTIVITY_INVALID', REFUSED, { who: spec.chipId });
  const { steps, signals } = evolution;
  const { spikesHidden, spikesOut } = signals;
  return {
    origin: 'recorded',
    steps,
    input: activeFractions(input.counts, steps, input.channels),
    hidden: activeFractions(spikesHidden?.data ?? [], steps, specSizes(spec).hidden),
    output: spikesOut === undefined ? null : activeFractions(spikesOut.data, steps, specSizes(spec).outputs),
  };
}

const REFUSED = 'no activity of this network';

/** What keeps an activity from being one of a network: another size, or what is no fraction. */
export function activityIssues(
  spec: Pick<AnySpec, 'weightsIn' | 'weightsRec' | 'weightsOut'>,
  { input, hidden }: Activity,
): readonly Issue[] {
  const sizes = specSizes(spec);
  return [...valuesIssues('input', input, sizes.inputs), ...valuesIssues('hidden', hidden, sizes.hidden)];
}

/** An activity in short: means over channels and over neurons. */
export interface MeanActivity extends Pick<Activity, 'origin' | 'steps'> {
  readonly input: number;
  readonly hidden: number;
  readonly output: number | null;
}

/** Means of an activity. */
export const meanActivity = ({ origin, steps, input, hidden, output }: Activity): MeanActivity => ({
  origin,
  steps,
  input: meanOf(input),
  hidden: meanOf(hidden),
  output: output && meanOf(output),
});

/** Mean of all; 0 of none. */
export const meanOf = (values: Float64Array): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

function runIssues(spec: AnySpec, input: Raster, { chipId, steps, signals, neurons }: Evolution): readonly Issue[] {
  const issues: Issue[] = [];
  const found = (
    at: Issue['at'],
    measured: number | string,
    limit: number | string,
    message: string,
    hint: string,
  ): void => {
    issues.push({ code: 'ACTIVITY_MISMATCH', severity: 'error', at, measured, limit, message, hint });
  };
  const { inputs, hidden, outputs } = specSizes(spec);
  const same = 'evolve this very configuration';
  if (chipId !== undefined && chipId !== spec.chipId)
    found(['chipId'], chipId, spec.chipId, 'it ran on another chip', same);
  if (steps === 0) found(['steps'], 0, '1 and up', 'a run without timesteps has no activity', 'give a longer input');
  if (input.steps !== steps) found(['input'], input.steps, steps, 'the input has other timesteps than the run', same);
  if (input.channels !== inputs) found(['input'], input.channels, inputs, 'the input has other channels', same);
  for (const [name, size] of [
    ['spikesHidden', hidden],
    ['spikesOut', outputs],
  ] as const) {
    const [rows, columns] = signals[name]?.shape ?? [];
    const at = ['signals', name];
    if (rows === undefined || columns === undefined) {
      if (name === 'spikesHidden') found(at, 'none', name, 'hidden spikes were not recorded', `record ${name}`);
      continue;
    }
    if (neurons?.[name] !== undefined)
      found(['neurons', name], columns, 'all', 'only some neurons were recorded', `record all of ${name}`);
    else if (columns !== size) found(at, columns, size, `${name} has another number of neurons`, same);
    if (rows !== steps) found(at, rows, steps, `${name} has other timesteps than the run`, same);
  }
  return issues;
}

/** Per column of `(steps, n)`, the fraction of rows in which it is not 0. */
function activeFractions(values: ArrayLike<number>, steps: number, n: number): Float64Array {
  const active = new Float64Array(n);
  for (let t = 0, next = 0; t < steps; t++) {
    for (let i = 0; i < n; i++) if (values[next++] !== 0) active[i] = (active[i] as number) + 1;
  }
  return active.map((count) => count / steps);
}

function valuesIssues(name: string, values: Float64Array, size: number): readonly Issue[] {
  if (values.length !== size) {
    const message = `the activity of the ${name} is one of another network`;
    return [
      { code: 'ACTIVITY_MISMATCH', severity: 'error', at: [name], measured: values.length, limit: size, message },
    ];
  }
  const bad = values.findIndex((p) => !isFraction(p));
  return bad < 0 ? [] : [notFraction([name, bad], values[bad] as number)];
}

const isFraction = (p: number): boolean => p >= 0 && p <= 1;

const notFraction = (at: Issue['at'], measured: number): Issue => ({
  code: 'ACTIVITY_RANGE',
  severity: 'error',
  at,
  measured,
  limit: '0 to 1',
  message: 'an activity is the fraction of timesteps with a spike',
});
