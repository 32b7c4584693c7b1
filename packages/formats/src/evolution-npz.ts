import {
  type Evolution,
  hibernationIssues,
  type Issue,
  OUTPUT_SIGNALS,
  type OutputMode,
  refuseOnErrors,
  SIGNAL_FILE_NAMES,
  SIGNAL_NAMES,
  type SignalName,
  signalFrom,
  type Tensor,
} from '@xylopipe/core';
import { attempt } from './attempt.js';
import type { NpyArray, NpyInput } from './numpy/npy.js';
import { npzFromBytes, npzToBytes } from './numpy/npz.js';

/** What an evolution file holds besides its signals. */
const HIBERNATION = 'hibernation';
const DT = 'dt';

/**
 * Writes an evolution as `.npz`: every signal as int16 `(T, N)` under its file name, `hibernation` as int64 `(n)` and `dt`
 * as float64 without dimensions, each where it is known. Chip and output mode have no place in it.
 */
export function evolutionToNpz({ signals, hibernation, dt }: Evolution): Uint8Array {
  const arrays = new Map<string, NpyInput>();
  for (const name of SIGNAL_NAMES) {
    const signal = signals[name];
    if (signal !== undefined) arrays.set(SIGNAL_FILE_NAMES[name], signal);
  }
  if (hibernation !== null) {
    arrays.set(HIBERNATION, { dtype: 'i8', shape: [hibernation.length], data: Float64Array.from(hibernation) });
  }
  if (dt !== undefined) arrays.set(DT, { shape: [], data: Float64Array.of(dt) });
  return npzToBytes(arrays);
}

/**
 * Reads an evolution. Its answer is the first there is of `spikes_out`, `vmem_out` and `isyn_out`.
 * @throws EVOLUTION_INVALID with all issues: unknown arrays, no output, signals that are not `(T, N)` of 16-bit integers
 * with one T; and what `npzFromBytes` throws.
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
  const output = OUTPUTS.find((mode) => arrays.has(SIGNAL_FILE_NAMES[OUTPUT_SIGNALS[mode]]));
  if (output === undefined) issues.push(noOutput);
  const hibernation = hibernationFrom(arrays.get(HIBERNATION), steps ?? 0, issues);
  const dt = dtFrom(arrays.get(DT), issues);
  refuseOnErrors(issues, 'EVOLUTION_INVALID', 'not a valid evolution');
  return { stage: 'evolved', dt, steps: steps ?? 0, output: output ?? 'spikes', signals, hibernation };
}

const KNOWN = new Set<string>([...Object.values(SIGNAL_FILE_NAMES), HIBERNATION, DT]);
const OUTPUTS = Object.keys(OUTPUT_SIGNALS) as readonly OutputMode[];

function hibernationFrom(array: NpyArray | undefined, steps: number, issues: Issue[]): readonly number[] | null {
  if (array === undefined) return null;
  const times = Array.from(array.data);
  if (array.shape.length !== 1) {
    const message = `hibernation is (${array.shape.join(', ')}), expected (n)`;
    issues.push({ code: 'INVALID_VALUE', severity: 'error', at: [HIBERNATION], message });
  }
  issues.push(...hibernationIssues(times, steps));
  return times;
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
  message: 'no signal of the output neurons is there',
  hint: `record one of ${OUTPUTS.map((mode) => SIGNAL_FILE_NAMES[OUTPUT_SIGNALS[mode]]).join(', ')}`,
};
