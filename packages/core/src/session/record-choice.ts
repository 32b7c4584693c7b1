import type { DeviceConfig } from '../artifacts/device-config.js';
import { OUTPUT_SIGNALS, type OutputMode, SIGNAL_NAMES, type SignalName } from '../artifacts/evolution.js';
import { specSizes } from '../artifacts/spec-fields.js';
import type { EvolveOptions } from '../device/contract.js';
import { refuseOnErrors } from '../issues/error.js';
import type { Issue } from '../issues/issue.js';
import { nameOf } from './input-check.js';
import { isDetached } from './is-detached.js';
import { signalEntries } from './signal-entries.js';

/** The signals that an evolution is to hold, each with the ids of its neurons: `null` for all of them in order. */
export type WantedSignals = ReadonlyMap<SignalName, readonly number[] | null>;

/** Number of neurons that a signal has. */
export function neuronsOf(name: SignalName, config: DeviceConfig): number {
  const { hidden, outputs } = specSizes(config);
  return name.endsWith('Out') ? outputs : hidden;
}

/**
 * The signals that an evolution is to hold: its output with all neurons, and what is recorded besides.
 * @throws RECORD_INVALID with everything that cannot be recorded: unknown outputs and signals, ids of no neuron, ids that
 * come twice, more ids than neurons (those beyond are not looked at), a choice of neurons for the output.
 */
export function wantedSignals(
  output: OutputMode,
  record: EvolveOptions['record'],
  config: DeviceConfig,
): WantedSignals {
  const issues: Issue[] = [];
  const wanted = new Map<SignalName, readonly number[] | null>();
  const answer =
    typeof output === 'string' && Object.hasOwn(OUTPUT_SIGNALS, output) ? OUTPUT_SIGNALS[output] : undefined;
  if (answer === undefined) issues.push(unknown('UNKNOWN_OUTPUT', ['output'], output, Object.keys(OUTPUT_SIGNALS)));
  else wanted.set(answer, null);
  for (const [name, neurons] of entriesOf(record, issues)) {
    if (!isSignal(name)) issues.push(unknown('UNKNOWN_SIGNAL', ['record', name], name, SIGNAL_NAMES));
    else if (neurons === true) wanted.set(name, null);
    else if (isList(neurons)) {
      const count = neuronsOf(name, config);
      const ids = firstOf(neurons, count);
      if (name === answer) issues.push(chosenOutput(name));
      else wanted.set(name, ids as number[]);
      if (neurons.length > count) issues.push(tooMany(name, neurons.length, count));
      for (const issue of idIssues(name, ids, count)) issues.push(issue);
    } else if (neurons !== false && neurons !== undefined) issues.push(noChoice(['record', name], neurons));
  }
  refuseOnErrors(issues, 'RECORD_INVALID', 'this cannot be recorded', { who: config.chipId });
  return wanted;
}

/** What is asked for in one form: a name and its neurons at a time. */
function entriesOf(record: unknown, issues: Issue[]): readonly (readonly [name: string, neurons: unknown])[] {
  if (record === false || record === undefined) return [];
  if (record === true) return SIGNAL_NAMES.map((name) => [name, true]);
  if (Array.isArray(record)) {
    return Array.from(record as unknown[]).flatMap((name, i) => {
      if (typeof name === 'string') return [[name, true] as const];
      issues.push(noChoice(['record', i], name));
      return [];
    });
  }
  if (nameOf(record) === 'Object') return signalEntries(record as object);
  issues.push(noChoice(['record'], record));
  return [];
}

/** A value for a message; not every object can be made a text. */
const textOf = (value: unknown): string => (Object(value) === value ? nameOf(value) : String(value));

const isSignal = (name: string): name is SignalName => SIGNAL_NAMES.includes(name as SignalName);

const isList = (value: unknown): value is ArrayLike<unknown> =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView) && !isDetached(value));

/** A copy of at most `count` elements, with `undefined` for holes. */
const firstOf = (list: ArrayLike<unknown>, count: number): readonly unknown[] =>
  Array.from({ length: Math.min(list.length, count) }, (_, i) => list[i]);

function idIssues(name: SignalName, ids: readonly unknown[], count: number): readonly Issue[] {
  const seen = new Set<unknown>();
  return ids.flatMap((id, i): Issue[] => {
    const at = ['record', name, i];
    if (!(Number.isInteger(id) && (id as number) >= 0 && (id as number) < count)) {
      const message = `${name} has no neuron ${textOf(id)}`;
      const hint = 'give ids of neurons in use; hidden and output neurons both count from 0';
      return [
        {
          code: 'UNKNOWN_NEURON',
          severity: 'error',
          at,
          measured: textOf(id),
          limit: `0 to ${count - 1}`,
          message,
          hint,
        },
      ];
    }
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    const message = `neuron ${textOf(id)} of ${name} is asked for twice`;
    return [{ code: 'DUPLICATE_NEURON', severity: 'error', at, measured: id as number, message, hint: 'name it once' }];
  });
}

const tooMany = (name: SignalName, measured: number, limit: number): Issue => ({
  code: 'TOO_MANY_NEURONS',
  severity: 'error',
  at: ['record', name],
  measured,
  limit,
  message: `${name} has ${limit} neurons, not ${measured}`,
  hint: 'name each neuron once, or give true for all of them',
});

const chosenOutput = (name: SignalName): Issue => ({
  code: 'OUTPUT_IS_WHOLE',
  severity: 'error',
  at: ['record', name],
  message: `${name} is the output, which has all output neurons`,
  hint: 'take its columns from the result, or ask for another output',
});

const noChoice = (at: Issue['at'], found: unknown): Issue => ({
  code: 'INVALID_VALUE',
  severity: 'error',
  at,
  measured: textOf(found),
  message: 'this says neither signals nor neurons',
  hint: 'give true, names of signals, or an object with true or ids of neurons for each',
});

const unknown = (code: string, at: Issue['at'], found: unknown, known: readonly string[]): Issue => ({
  code,
  severity: 'error',
  at,
  measured: textOf(found),
  limit: known.join(', '),
  message: `there is no "${textOf(found)}"`,
  hint: `have: ${known.join(', ')}`,
});
