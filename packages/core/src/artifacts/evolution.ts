import { z } from 'zod';
import type { Tensor } from '../data/tensor.js';
import { XylopipeError } from '../issues/error.js';
import { header, type JsonValue, parseJson } from './json.js';
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

const evolutionSchema = z.strictObject({
  ...header('xylopipe/evolution', 1),
  chipId: z.string().optional(),
  dt: z.number().positive().optional(),
  steps: z.int().nonnegative(),
  output: z.enum(['spikes', 'vmem', 'isyn']),
  signals: z.strictObject(
    Object.fromEntries(Object.values(SIGNAL_FILE_NAMES).map((name) => [name, tensorSchema(2).optional()])),
  ),
  hibernation: z.array(z.int().nonnegative()).nullable(),
});

/** The file form, signals under their file names. */
export function evolutionToJson(evolution: Evolution): JsonValue {
  const { chipId, dt, steps, output, hibernation } = evolution;
  const signals = SIGNAL_NAMES.flatMap((name) => {
    const signal = evolution.signals[name];
    return signal === undefined ? [] : [[SIGNAL_FILE_NAMES[name], tensorToJson(signal)]];
  });
  const known = { ...(chipId === undefined ? {} : { chipId }), ...(dt === undefined ? {} : { dt }) };
  return {
    format: 'xylopipe/evolution',
    version: 1,
    ...known,
    steps,
    output,
    signals: Object.fromEntries(signals),
    hibernation,
  } as JsonValue;
}

/** Reads an evolution. Throws `EVOLUTION_INVALID` with all issues. */
export function evolutionFromJson(json: unknown): Evolution {
  const read = parseJson(evolutionSchema, json, 'EVOLUTION_INVALID', 'evolution');
  const signals: { [S in SignalName]?: Tensor<Int16Array> } = {};
  for (const name of SIGNAL_NAMES) {
    const signal = read.signals[SIGNAL_FILE_NAMES[name]];
    if (signal !== undefined) signals[name] = signalFrom(name, signal, read.steps);
  }
  const { chipId, dt, steps, output, hibernation } = read;
  const evolution: Evolution = { stage: 'evolved', chipId, dt, steps, output, signals, hibernation };
  outputOf(evolution);
  return evolution;
}

/** A recorded signal from any numbers. Throws `EVOLUTION_INVALID` unless it is `(steps, N)` of 16-bit integers. */
export function signalFrom(
  name: SignalName,
  { shape, data }: { shape: readonly number[]; data: ArrayLike<number> },
  steps: number,
): Tensor<Int16Array> {
  const values = Int16Array.from(data);
  if (shape.length !== 2 || shape[0] !== steps) {
    throw new XylopipeError('EVOLUTION_INVALID', `${name} is of shape (${shape.join(', ')}), expected (${steps}, N)`);
  }
  for (let i = 0; i < values.length; i++) {
    if (values[i] !== data[i])
      throw new XylopipeError(
        'EVOLUTION_INVALID',
        `element ${i} (row-major) of ${name} is ${data[i]}, not a 16-bit integer`,
      );
  }
  return { shape, data: values };
}
