import {
  type DeviceConfig,
  type EvolveOptions,
  type Issue,
  OUTPUT_SIGNALS,
  type OutputMode,
  refuseOnErrors,
  SIGNAL_NAMES,
  type SignalName,
  specSizes,
} from '@xylopipe/core';

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
 * come twice, a choice of neurons for the output.
 */
export function wantedSignals(
  output: OutputMode,
  record: EvolveOptions['record'],
  config: DeviceConfig,
): WantedSignals {
  const issues: Issue[] = [];
  const wanted = new Map<SignalName, readonly number[] | null>();
  const answer = Object.hasOwn(OUTPUT_SIGNALS, output) ? OUTPUT_SIGNALS[output] : undefined;
  if (answer === undefined) issues.push(unknown('UNKNOWN_OUTPUT', ['output'], output, Object.keys(OUTPUT_SIGNALS)));
  else wanted.set(answer, null);
  for (const [name, neurons] of entriesOf(record, issues)) {
    if (!isSignal(name)) issues.push(unknown('UNKNOWN_SIGNAL', ['record', name], name, SIGNAL_NAMES));
    else if (neurons === true) wanted.set(name, null);
    else if (Array.isArray(neurons)) {
      if (name === answer) issues.push(chosenOutput(name));
      else wanted.set(name, neurons);
      issues.push(...idIssues(name, neurons, neuronsOf(name, config)));
    } else if (neurons !== false && neurons !== undefined) issues.push(noChoice(['record', name], neurons));
  }
  refuseOnErrors(issues, 'RECORD_INVALID', 'this cannot be recorded', { who: config.chipId });
  return wanted;
}

/** What is asked for in one form: a name and its neurons at a time. */
function entriesOf(record: unknown, issues: Issue[]): readonly (readonly [name: string, neurons: unknown])[] {
  if (record === false || record === undefined) return [];
  if (record === true) return SIGNAL_NAMES.map((name) => [name, true]);
  if (Array.isArray(record)) return record.map((name) => [String(name), true]);
  if (typeof record === 'object' && record !== null) return Object.entries(record);
  issues.push(noChoice(['record'], record));
  return [];
}

const isSignal = (name: string): name is SignalName => SIGNAL_NAMES.includes(name as SignalName);

function idIssues(name: SignalName, ids: readonly unknown[], count: number): readonly Issue[] {
  const seen = new Set<unknown>();
  return ids.flatMap((id, i): Issue[] => {
    const at = ['record', name, i];
    if (!(Number.isInteger(id) && (id as number) >= 0 && (id as number) < count)) {
      const message = `${name} has no neuron ${String(id)}`;
      const hint = 'give ids of neurons in use; hidden and output neurons both count from 0';
      return [
        {
          code: 'UNKNOWN_NEURON',
          severity: 'error',
          at,
          measured: String(id),
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
    const message = `neuron ${String(id)} of ${name} is asked for twice`;
    return [{ code: 'DUPLICATE_NEURON', severity: 'error', at, measured: id as number, message, hint: 'name it once' }];
  });
}

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
  measured: String(found),
  message: 'this says neither signals nor neurons',
  hint: 'give true, names of signals, or an object with true or ids of neurons for each',
});

const unknown = (code: string, at: Issue['at'], found: unknown, known: readonly string[]): Issue => ({
  code,
  severity: 'error',
  at,
  measured: String(found),
  limit: known.join(', '),
  message: `there is no "${String(found)}"`,
  hint: `have: ${known.join(', ')}`,
});
