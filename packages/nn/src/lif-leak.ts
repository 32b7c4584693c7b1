import { type LifTree, roundHalfEven } from '@xylopipe/core';
import { DASH, DECAY, TIME_CONSTANT, type ValueRule } from './value-rule.js';

/** In which terms the decay of LIF neurons is given. */
export type LeakMode = NonNullable<LifTree['leak_mode']>;

/** One way to give the decay of a state: what the numbers are, and what they come to at a timestep of `dt` seconds. */
export interface Leak {
  readonly rule: ValueRule;
  /** Whether `decay` and `tau` make use of `dt`. */
  readonly dtFor: { readonly evolve: boolean; readonly graph: boolean };
  /** The factor that is left of a state after one timestep. */
  readonly decay: (x: number, dt: number) => number;
  /** The time constant in seconds, for the graph. */
  readonly tau: (x: number, dt: number) => number;
}

/** `x` is a time constant in seconds: `exp(-dt / tau)` is left. */
const taus: Leak = {
  rule: TIME_CONSTANT,
  dtFor: { evolve: true, graph: false },
  decay: (tau, dt) => Math.exp(-dt / tau),
  tau: (tau) => tau,
};

/** `x` is a dash: `1 - 2^-dash` is left. */
const bitshifts: Leak = {
  rule: DASH,
  dtFor: { evolve: false, graph: true },
  decay: (dash) => 1 - 2 ** -dash,
  tau: (dash, dt) => -dt / Math.log1p(-(2 ** -dash)),
};

/** `x` is what is left. */
const decays: Leak = {
  rule: DECAY,
  dtFor: { evolve: false, graph: true },
  decay: (factor) => factor,
  tau: (factor, dt) => -dt / Math.log(factor),
};

/** `x` is a time constant in seconds that is replaced by the nearest one that a bit shift can have. */
const snapped: Leak = {
  rule: TIME_CONSTANT,
  dtFor: { evolve: true, graph: true },
  decay: (tau, dt) => bitshifts.decay(nearestDash(tau, dt), dt),
  tau: (tau, dt) => bitshifts.tau(nearestDash(tau, dt), dt),
};

const nearestDash = (tau: number, dt: number): number => Math.max(0, roundHalfEven(Math.log2(tau / dt)));

/** How a type of layer reads its leak parameters in a mode. */
export const leakOf = (type: LifTree['type'], mode: LeakMode): Leak =>
  type === 'LIFBitshift' ? snapped : { taus, bitshifts, decays }[mode];

/** The options that hold the leak of membrane and synapses in each mode. */
export const LEAK_OPTIONS = {
  taus: { mem: 'tauMem', syn: 'tauSyn' },
  bitshifts: { mem: 'dashMem', syn: 'dashSyn' },
  decays: { mem: 'alpha', syn: 'beta' },
} as const satisfies Record<LeakMode, { readonly mem: string; readonly syn: string }>;
