import { z } from 'zod';
import { INT16_MAX, INT16_MIN } from '../arithmetic/fixed-point.js';
import type { Tensor } from '../data/tensor.js';
import { refuseOnErrors, XylopipeError } from '../issues/error.js';
import { type Issue, issueUnder } from '../issues/issue.js';
import { header, type JsonValue, numberList, parseJson } from './json.js';
import { tensorSchema, tensorToJson } from './tensor-json.js';

/** Everything that can be recorded of a Xylo, with its name in files. Sampled at the end of each timestep. */
export const SIGNAL_FILE_NAMES = {
  spikesOut: 'spikes_out',
  vmemOut: 'vmem_out',
  isynOut: 'isyn_out',
  vmem: 'vmem',
  isyn: 'isyn',
  isyn2: 'isyn2',
  spikesHidden: 'spikes_hidden',
} as const;

/** A recordable signal: of the output neurons (`...Out`) or of the hidden neurons. */
export type SignalName = keyof typeof SIGNAL_FILE_NAMES;

/** All signals, outputs first. */
export const SIGNAL_NAMES = Object.keys(SIGNAL_FILE_NAMES) as readonly SignalName[];

/** Which state of the output neurons is a run's answer. */
export type OutputMode = 'spikes' | 'vmem' | 'isyn';

/** The signal that an output mode reads. */
export const OUTPUT_SIGNALS = { spikes: 'spikesOut', vmem: 'vmemOut', isyn: 'isynOut' } as const satisfies Record<
  OutputMode,
  SignalName
>;

/** Of which neurons the columns of a signal are, where they are not all. */
export type RecordedNeurons = { readonly [S in SignalName]?: readonly number[] };

/** What came back from evolving T timesteps. */
export interface Evolution {
  readonly stage: 'evolved';
  /** Chip that was evolved or simulated; absent where a file does not say. */
  readonly chipId?: string | undefined;
  /** Seconds per timestep; absent where a file does not say. */
  readonly dt?: number | undefined;
  /** Number of timesteps, T, the same as of the input. */
  readonly steps: number;
  /** Which output signal is the answer; it is always in `signals`. */
  readonly output: OutputMode;
  /** `(T, N)` each: the output, and what was recorded besides. */
  readonly signals: { readonly [S in SignalName]?: Tensor<Int16Array> };
  /** Ids of the N neurons, one per column, of those signals of which neurons were chosen; the others have all in order. */
  readonly neurons?: RecordedNeurons | undefined;
  /** Timesteps in which the chip could have hibernated, ascending; `null` where it cannot or nobody looked. */
  readonly hibernation: readonly number[] | null;
}

/** The answer of a run, `(T, Nout)`. */
export function outputOf(evolution: Evolution): Tensor<Int16Array> {
  const name = OUTPUT_SIGNALS[evolution.output];
  const signal = evolution.signals[name];
  if (signal === undefined)
    throw new XylopipeError('EVOLUTION_INVALID', `the output ${name} is missing from the signals`);
  return signal;
}

/** Output spikes, or another signal, summed over time: `(N)`. */
export function totalsOf({ shape: [, n = 0], data }: Tensor<Int16Array>): number[] {
  const totals = new Array<number>(n).fill(0);
  for (let i = 0; i < data.length; i++) totals[i % n] = (totals[i % n] as number) + (data[i] as number);
  return totals;
}

const bySignal = <T extends z.ZodType>(schema: T) =>
  z.strictObject(Object.fromEntries(Object.values(SIGNAL_FILE_NAMES).map((name) => [name, schema.optional()])));

const evolutionSchema = () =>
  z.strictObject({
    ...header('xylopipe/evolution', 1),
    chipId: z.string().optional(),
    dt: z.number().positive().optional(),
    steps: z.int().nonnegative(),
    output: z.enum(['spikes', 'vmem', 'isyn']),
    signals: bySignal(tensorSchema(2)),
    neurons: bySignal(numberList()).optional(),
    hibernation: z.array(z.int().nonnegative()).nullable(),
  });

/** The file form, signals under their file names. */
export function evolutionToJson(evolution: Evolution): JsonValue {
  const { chipId, dt, steps, output, hibernation } = evolution;
  const signals = SIGNAL_NAMES.flatMap((name) => {
    const signal = evolution.signals[name];
    return signal === undefined ? [] : [[SIGNAL_FILE_NAMES[name], tensorToJson(signal)]];
  });
  const neurons = SIGNAL_NAMES.flatMap((name) => {
    const ids = evolution.neurons?.[name];
    return ids === undefined ? [] : [[SIGNAL_FILE_NAMES[name], ids]];
  });
  const known = { ...(chipId === undefined ? {} : { chipId }), ...(dt === undefined ? {} : { dt }) };
  return {
    format: 'xylopipe/evolution',
    version: 1,
    ...known,
    steps,
    output,
    signals: Object.fromEntries(signals),
    ...(neurons.length === 0 ? {} : { neurons: Object.fromEntries(neurons) }),
    hibernation,
  } as JsonValue;
}

/** Reads an evolution. Throws `EVOLUTION_INVALID` with all issues. */
export function evolutionFromJson(json: unknown): Evolution {
  const read = parseJson(evolutionSchema(), json, 'EVOLUTION_INVALID', 'evolution');
  const { chipId, dt, steps, output, hibernation } = read;
  const given = SIGNAL_NAMES.flatMap((name) => {
    const signal = read.signals[SIGNAL_FILE_NAMES[name]];
    return signal === undefined ? [] : [[name, signal] as const];
  });
  const issues = given.flatMap(([name, signal]) =>
    signalIssues(name, signal, steps).map((issue) => issueUnder(['signals', SIGNAL_FILE_NAMES[name]], issue)),
  );
  const neurons = chosenIn(read.neurons);
  const whole = new Map(given.filter(([name]) => !neurons.some(([chosen]) => chosen === name)));
  issues.push(...widthIssues(whole).map((issue) => issueUnder(['signals'], issue)));
  for (const [name, ids] of neurons) {
    const found = neuronIssues(name, ids, read.signals[SIGNAL_FILE_NAMES[name]], output);
    issues.push(...found.map((issue) => issueUnder(['neurons', SIGNAL_FILE_NAMES[name]], issue)));
  }
  if (!given.some(([name]) => name === OUTPUT_SIGNALS[output])) issues.push(outputMissing(output));
  if (hibernation !== null) issues.push(...hibernationIssues(hibernation, steps));
  refuseOnErrors(issues, 'EVOLUTION_INVALID', 'not a valid evolution');
  const signals = Object.fromEntries(given.map(([name, signal]) => [name, signalFrom(name, signal, steps)]));
  const evolution: Evolution = { stage: 'evolved', chipId, dt, steps, output, signals, hibernation };
  return neurons.length === 0 ? evolution : { ...evolution, neurons: Object.fromEntries(neurons) };
}

const chosenIn = (neurons: { readonly [file: string]: readonly number[] | undefined } = {}) =>
  SIGNAL_NAMES.flatMap((name) => {
    const ids = neurons[SIGNAL_FILE_NAMES[name]];
    return ids === undefined ? [] : [[name, ids] as const];
  });

/**
 * What keeps numbers from being the neurons of a recorded signal: they are ids, each once, one per column. The output of
 * an evolution has all neurons.
 */
export function neuronIssues(
  name: SignalName,
  ids: readonly number[],
  signal: { readonly shape: readonly number[] } | undefined,
  output: OutputMode,
): readonly Issue[] {
  const issue = (at: Issue['at'], measured: number, limit: number | string, message: string): Issue => ({
    code: 'INVALID_VALUE',
    severity: 'error',
    at,
    measured,
    limit,
    message,
    hint: 'name the neuron of each column by its id, or leave the neurons out for all in order',
  });
  const issues: Issue[] = [];
  const columns = signal?.shape[1] ?? 0;
  if (ids.length !== columns) issues.push(issue([], ids.length, columns, `${name} needs one neuron per column`));
  if (name === OUTPUT_SIGNALS[output]) {
    issues.push(issue([], ids.length, 'all', `${name} is the output, which has all neurons`));
  }
  const seen = new Set<number>();
  ids.forEach((id, i) => {
    if (!(Number.isInteger(id) && id >= 0)) issues.push(issue([i], id, '0 and up', `a neuron of ${name} is no id`));
    else if (seen.has(id)) issues.push(issue([i], id, 'once', `a neuron of ${name} comes twice`));
    seen.add(id);
  });
  return issues;
}

/**
 * What keeps signals of all neurons from being of one chip: those of the hidden neurons have one width, and those of the
 * output neurons. Each issue is at the name of the signal in files.
 */
export function widthIssues(whole: ReadonlyMap<SignalName, { readonly shape: readonly number[] }>): readonly Issue[] {
  return SIGNALS_OF_NEURONS.flatMap(({ neurons, names }) => {
    const there = names.flatMap((name) => {
      const width = whole.get(name)?.shape[1];
      return width === undefined ? [] : [{ name, width }];
    });
    const [first] = there;
    return there.flatMap(({ name, width }): readonly Issue[] => {
      if (first === undefined || width === first.width) return [];
      return [
        {
          code: 'SIGNAL_SHAPE',
          severity: 'error',
          at: [SIGNAL_FILE_NAMES[name]],
          measured: width,
          limit: first.width,
          message: `${name} and ${first.name} have other numbers of ${neurons} neurons`,
          hint: 'give signals of one run, or say of which neurons the columns are',
        },
      ];
    });
  });
}

const SIGNALS_OF_NEURONS: readonly { readonly neurons: string; readonly names: readonly SignalName[] }[] = [
  { neurons: 'output', names: ['spikesOut', 'vmemOut', 'isynOut'] },
  { neurons: 'hidden', names: ['spikesHidden', 'vmem', 'isyn', 'isyn2'] },
];

/** What keeps numbers from being the timesteps in which a chip could have hibernated: they ascend, from 0 to `steps - 1`. */
export function hibernationIssues(times: readonly number[], steps: number): readonly Issue[] {
  const bad = times.findIndex((t, i) => !(Number.isInteger(t) && t > (times[i - 1] ?? -1) && t < steps));
  if (bad < 0) return [];
  return [
    {
      code: 'INVALID_VALUE',
      severity: 'error',
      at: ['hibernation', bad],
      measured: times[bad] as number,
      limit: `0 to ${steps - 1}, ascending`,
      message: 'hibernation must list timesteps in ascending order',
      hint: 'count timesteps from the beginning of this evolution',
    },
  ];
}

/** A recorded signal from any numbers. Throws `EVOLUTION_INVALID` unless it is `(steps, N)` of 16-bit integers, spikes from 0 up. */
export function signalFrom(
  name: SignalName,
  { shape, data }: { shape: readonly number[]; data: ArrayLike<number> },
  steps: number,
): Tensor<Int16Array> {
  refuseOnErrors(signalIssues(name, { shape, data }, steps), 'EVOLUTION_INVALID', `${name} is not a recorded signal`);
  return { shape, data: Int16Array.from(data) };
}

function signalIssues(
  name: SignalName,
  { shape, data }: { shape: readonly number[]; data: ArrayLike<number> },
  steps: number,
): readonly Issue[] {
  const issues: Issue[] = [];
  if (shape.length !== 2 || shape[0] !== steps) {
    issues.push({
      code: 'SIGNAL_SHAPE',
      severity: 'error',
      at: [],
      measured: `(${shape.join(', ')})`,
      limit: `(${steps}, N)`,
      message: `${name} has another shape than the evolution`,
      hint: 'give one row per timestep',
    });
  }
  const least = name === 'spikesHidden' || name === 'spikesOut' ? 0 : INT16_MIN;
  let bad = 0;
  while (bad < data.length && ((data[bad] as number) << 16) >> 16 === data[bad] && (data[bad] as number) >= least)
    bad++;
  if (bad < data.length) {
    issues.push({
      code: 'VALUE_RANGE',
      severity: 'error',
      at: [bad],
      measured: data[bad] as number,
      limit: `${least} to ${INT16_MAX}`,
      message: `element ${bad} (row-major) of ${name} is ${least === 0 ? 'no number of spikes' : 'not a 16-bit integer'}`,
      hint: 'a chip records integers: give what it recorded, not scaled',
    });
  }
  return issues;
}

const outputMissing = (output: OutputMode): Issue => ({
  code: 'OUTPUT_MISSING',
  severity: 'error',
  at: ['signals', SIGNAL_FILE_NAMES[OUTPUT_SIGNALS[output]]],
  message: `the output, ${OUTPUT_SIGNALS[output]}, is missing from the signals`,
  hint: 'record it, or name an output that is there',
});
