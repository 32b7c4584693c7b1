import { type Evolution, INT16_MAX, INT16_MIN, SIGNAL_NAMES, type SignalName } from '@xylopipe/core';
import { MAX_SPIKES } from '@xylopipe/core/session';
import type { Cause } from '../ladder/explanation.js';
import { columnsInBoth } from './columns-in-both.js';
import type { Comparison, Divergence } from './comparison.js';

/** What the values at the first divergence of two evolutions speak for. */
export interface LikelyCause {
  readonly cause: Cause;
  /** The evidence, one sentence without a full stop. */
  readonly evidence: string;
  /** The bit in which a state differs, 0 the lowest and 15 the sign, where it is the only one. */
  readonly bit?: number | undefined;
  /** Timesteps that the second evolution is late from the divergence on; negative where it is early. */
  readonly late?: number | undefined;
}

/**
 * Why two evolutions of one configuration part, as far as their first divergence shows it; `null` where they do not, or
 * where spikes differ and no states were recorded. Looked for in this order: `delay`, all of one from there on is the other
 * a timestep later or earlier, which explains two timesteps at least; `spikeCap` and `saturation`, a value there, or what it comes from, is at its limit in one of them; `truncation`, a state differs by
 * 1; `device`, a state differs in one bit, or nothing of all this. Two exact simulations of a chip never differ: what
 * speaks for an approximation of the chip also says that the two do not have the same arithmetic.
 */
export function likelyCause({ first }: Comparison, a: Evolution, b: Evolution): LikelyCause | null {
  if (first === null) return null;
  return shiftOf(first, a, b) ?? capAt(first) ?? saturationAt(first, a, b) ?? differenceOf(first, a, b);
}

const STATES_OF = {
  spikesHidden: ['isyn', 'isyn2', 'vmem'],
  spikesOut: ['isynOut', 'vmemOut'],
} as const satisfies Partial<Record<SignalName, readonly SignalName[]>>;

const isSpikes = (signal: SignalName): signal is keyof typeof STATES_OF => signal in STATES_OF;

/** Of timesteps that differ, fewer may be explained by chance: a spike less or more in a steady train, or in silence. */
const LEAST_SHIFTED = 2;

function shiftOf({ step }: Divergence, a: Evolution, b: Evolution): LikelyCause | null {
  if (isShifted(a, b, step)) {
    return { cause: 'delay', late: 1, evidence: `from timestep ${step} on, b is a one timestep late` };
  }
  if (isShifted(b, a, step)) {
    return {
      cause: 'delay',
      late: -1,
      evidence: `from timestep ${step} on, b is a one timestep early: one was dropped`,
    };
  }
  return null;
}

/**
 * Whether every signal of `late`, from a timestep on, is what `early` was a timestep before, and that is to say something:
 * it is not in some of these timesteps what `early` is.
 */
function isShifted(early: Evolution, late: Evolution, from: number): boolean {
  const begin = Math.max(1, from);
  const end = Math.min(early.steps + 1, late.steps);
  const explained = new Set<number>();
  for (const name of SIGNAL_NAMES) {
    const [before, after] = [early.signals[name], late.signals[name]];
    if (before === undefined || after === undefined) continue;
    const [widthBefore, widthAfter] = [before.shape[1] as number, after.shape[1] as number];
    for (const column of columnsInBoth(early, late, name)) {
      for (let step = begin; step < end; step++) {
        const value = after.data[step * widthAfter + column.b];
        if (before.data[(step - 1) * widthBefore + column.a] !== value) return false;
        if (step < early.steps && before.data[step * widthBefore + column.a] !== value) explained.add(step);
      }
    }
  }
  return explained.size >= LEAST_SHIFTED;
}

/** One at the most that a timestep has, or beyond it. */
function capAt({ signal, neuron, a, b }: Divergence): LikelyCause | null {
  if (!isSpikes(signal)) return null;
  const cap = signal === 'spikesHidden' ? MAX_SPIKES.hidden : MAX_SPIKES.output;
  const most = Math.max(a, b);
  // An output has one spike or none: that it is at its limit says nothing.
  if (most < cap || (most === cap && cap === 1)) return null;
  return { cause: 'spikeCap', evidence: `neuron ${neuron} has ${most} spikes, and ${cap} is the most of a timestep` };
}

/**
 * A state of the neuron at the end of its range, in the timestep of the divergence or the one before, which it began from.
 * Where both are there, they have not parted by that.
 */
function saturationAt(first: Divergence, a: Evolution, b: Evolution): LikelyCause | null {
  const { step, neuron } = first;
  for (const signal of statesAt(first)) {
    for (const [which, evolution, other] of [
      ['a', a, b],
      ['b', b, a],
    ] as const) {
      for (const at of [step, step - 1]) {
        const value = valueAt(evolution, signal, at, neuron);
        if (value !== INT16_MAX && value !== INT16_MIN) continue;
        if (valueAt(other, signal, at, neuron) === value) continue;
        return {
          cause: 'saturation',
          evidence: `${signal} of neuron ${neuron} is at ${value} in ${which}, timestep ${at}`,
        };
      }
    }
  }
  return null;
}

function differenceOf(first: Divergence, a: Evolution, b: Evolution): LikelyCause | null {
  const { signal, neuron } = first;
  if (isSpikes(signal)) {
    const recorded = STATES_OF[signal].some(
      (state) =>
        valueAt(a, state, first.step, neuron) !== undefined && valueAt(b, state, first.step, neuron) !== undefined,
    );
    return recorded
      ? { cause: 'device', evidence: `${signal} of neuron ${neuron} differ though its states do not` }
      : null;
  }
  if (Math.abs(first.a - first.b) === 1) {
    return {
      cause: 'truncation',
      evidence: `${signal} of neuron ${neuron} differs by 1, as where one rounds down and one does not`,
    };
  }
  const bits = (first.a ^ first.b) & 0xffff;
  if ((bits & (bits - 1)) === 0) {
    const bit = 31 - Math.clz32(bits);
    return { cause: 'device', bit, evidence: `${signal} of neuron ${neuron} differs in bit ${bit} alone: a bit error` };
  }
  return { cause: 'device', evidence: `no limit and no rounding explains ${signal} of neuron ${neuron}` };
}

/** The states that a divergence comes from: those of the neuron, up to the signal itself; a synapse comes from no other. */
function statesAt({ signal }: Divergence): readonly SignalName[] {
  if (isSpikes(signal)) return STATES_OF[signal];
  if (signal === 'vmem') return STATES_OF.spikesHidden;
  return signal === 'vmemOut' ? STATES_OF.spikesOut : [signal];
}

function valueAt(
  { signals, neurons, steps }: Evolution,
  name: SignalName,
  step: number,
  neuron: number,
): number | undefined {
  const tensor = signals[name];
  const column = neurons?.[name]?.indexOf(neuron) ?? neuron;
  const width = tensor?.shape[1] ?? 0;
  return step < 0 || step >= steps || column < 0 || column >= width ? undefined : tensor?.data[step * width + column];
}
