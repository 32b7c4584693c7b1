import {
  type Evolution,
  hibernationIssues,
  type Issue,
  issueUnder,
  neuronIssues,
  OUTPUT_SIGNALS,
  type OutputMode,
  type RecordedNeurons,
  refuseOnErrors,
  SIGNAL_FILE_NAMES,
  SIGNAL_NAMES,
  type SignalName,
  signalFrom,
  type Tensor,
  widthIssues,
} from '@xylopipe/core';
import { attempt } from './attempt.js';
import type { NpyArray, NpyInput } from './numpy/npy.js';
import { npzFromBytes, npzToBytes } from './numpy/npz.js';

/** What an evolution file holds besides its signals. */
const HIBERNATION = 'hibernation';
const DT = 'dt';
/** After the name of a signal: the ids of its neurons. */
const NEURONS = '_neurons';

/**
 * Writes an evolution as `.npz`: every signal as int16 `(T, N)` under its file name, and where its neurons were chosen
 * their ids as int64 `(N)`, e.g. `vmem_neurons`; `hibernation` as int64 `(n)` and `dt` as float64 without dimensions, each
 * where it is known. Chip and output mode have no place in it.
 */
export function evolutionToNpz({ signals, neurons, hibernation, dt }: Evolution): Uint8Array {
  const arrays = new Map<string, NpyInput>();
  for (const name of SIGNAL_NAMES) {
    const signal = signals[name];
    if (signal !== undefined) arrays.set(SIGNAL_FILE_NAMES[name], signal);
    const ids = neurons?.[name];
    if (ids !== undefined) arrays.set(SIGNAL_FILE_NAMES[name] + NEURONS, int64(ids));
  }
  if (hibernation !== null) arrays.set(HIBERNATION, int64(hibernation));
  if (dt !== undefined) arrays.set(DT, { shape: [], data: Float64Array.of(dt) });
  return npzToBytes(arrays);
}

const int64 = (list: readonly number[]): NpyInput => ({
  dtype: 'i8',
  shape: [list.length],
  data: Float64Array.from(list),
});

/**
 * Reads an evolution. Its answer is the first there is of `spikes_out`, `vmem_out` and `isyn_out` with all its neurons.
 * @throws EVOLUTION_INVALID with all issues: unknown arrays, no output, signals that are not `(T, N)` of 16-bit integers
 * with one T, and one N for all of the hidden or of the output neurons unless they were chosen; and what `npzFromBytes` throws.
 */
export function evolutionFromNpz(bytes: Uint8Array): Evolution {
  const arrays = npzFromBytes(bytes);
  const issues: Issue[] = [...arrays.keys()].filter((name) => !KNOWN.has(name)).map(unknownArray);
  const steps = SIGNAL_NAMES.map((name) => arrays.get(SIGNAL_FILE_NAMES[name])?.shape[0]).find((n) => n !== undefined);
  const signals: { [S in SignalName]?: Tensor<Int16Array> } = {};
  for (const name of SIGNAL_NAMES) {
    const at = SIGNAL_FILE_NAMES[name];
    const array = arrays.get(at);
    const signal = array && attempt([at], issues, () => signalFrom(name, array, steps ?? 0));
    if (signal !== undefined) signals[name] = signal;
  }
  const output = OUTPUTS.find((mode) => {
    const name = SIGNAL_FILE_NAMES[OUTPUT_SIGNALS[mode]];
    return arrays.has(name) && !arrays.has(name + NEURONS);
  });
  if (output === undefined) issues.push(noOutput);
  const neurons = neuronsFrom(arrays, output ?? 'spikes', issues);
  const whole = SIGNAL_NAMES.flatMap((name) => {
    const array = arrays.get(SIGNAL_FILE_NAMES[name]);
    return array === undefined || neurons[name] !== undefined ? [] : [[name, array] as const];
  });
  issues.push(...widthIssues(new Map(whole)));
  const hibernation = hibernationFrom(arrays.get(HIBERNATION), steps ?? 0, issues);
  const dt = dtFrom(arrays.get(DT), issues);
  refuseOnErrors(issues, 'EVOLUTION_INVALID', 'not a valid evolution');
  const evolution: Evolution = {
    stage: 'evolved',
    dt,
    steps: steps ?? 0,
    output: output ?? 'spikes',
    signals,
    hibernation,
  };
  return Object.keys(neurons).length === 0 ? evolution : { ...evolution, neurons };
}

const FILE_NAMES = Object.values(SIGNAL_FILE_NAMES);
const KNOWN = new Set<string>([...FILE_NAMES, ...FILE_NAMES.map((name) => name + NEURONS), HIBERNATION, DT]);
const OUTPUTS = Object.keys(OUTPUT_SIGNALS) as readonly OutputMode[];

function neuronsFrom(arrays: ReadonlyMap<string, NpyArray>, output: OutputMode, issues: Issue[]): RecordedNeurons {
  const neurons: { [S in SignalName]?: readonly number[] } = {};
  for (const name of SIGNAL_NAMES) {
    const at = SIGNAL_FILE_NAMES[name] + NEURONS;
    const array = arrays.get(at);
    if (array === undefined) continue;
    neurons[name] = listFrom(array, at, issues);
    const found = neuronIssues(name, neurons[name], arrays.get(SIGNAL_FILE_NAMES[name]), output);
    issues.push(...found.map((issue) => issueUnder([at], issue)));
  }
  return neurons;
}

function hibernationFrom(array: NpyArray | undefined, steps: number, issues: Issue[]): readonly number[] | null {
  if (array === undefined) return null;
  const times = listFrom(array, HIBERNATION, issues);
  issues.push(...hibernationIssues(times, steps));
  return times;
}

function listFrom({ shape, data }: NpyArray, name: string, issues: Issue[]): readonly number[] {
  if (shape.length !== 1) {
    const message = `${name} is (${shape.join(', ')}), expected (n)`;
    issues.push({ code: 'INVALID_VALUE', severity: 'error', at: [name], message });
  }
  return Array.from(data);
}

function dtFrom(array: NpyArray | undefined, issues: Issue[]): number | undefined {
  if (array === undefined) return undefined;
  const dt = array.data[0] as number;
  if (array.data.length === 1 && dt > 0 && Number.isFinite(dt)) return dt;
  issues.push({ code: 'INVALID_VALUE', severity: 'error', at: [DT], message: 'dt must be one positive number' });
  return undefined;
}

const unknownArray = (name: string): Issue => ({
  code: 'UNKNOWN_KEY',
  severity: 'error',
  at: [name],
  message: `the array "${name}" is not known here`,
  hint: `remove it; have: ${[...KNOWN].join(', ')}`,
});

const noOutput: Issue = {
  code: 'OUTPUT_MISSING',
  severity: 'error',
  at: [],
  message: 'no signal of all output neurons is there',
  hint: `record one of ${OUTPUTS.map((mode) => SIGNAL_FILE_NAMES[OUTPUT_SIGNALS[mode]]).join(', ')}`,
};
