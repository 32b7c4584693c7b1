import { type MappedSpec, roundHalfEven } from '@xylopipe/core';

/**
 * How a dash becomes a whole one. With it a state decays by `1 - 2^-dash` per timestep; a time constant asks for
 * `exp(-dt / tau) = exp(-2^-dash)`.
 * - `nearest`: the nearest dash, half to even: the nearest time constant on a logarithmic scale.
 * - `decay`: the dash whose decay is nearest to the one asked for.
 * - `up`, `down`: the next one above or below; states then decay slower or faster.
 */
export type DashRounding = 'nearest' | 'decay' | 'up' | 'down';

type DashFields = Pick<MappedSpec, 'dashMem' | 'dashSyn' | 'dashSyn2' | 'dashMemOut' | 'dashSynOut'>;

/** Dashes out of float32 time constants miss whole numbers by up to this: `up` and `down` leave such where they are. */
const NEARLY_WHOLE = 1e-5;

const ROUND: Readonly<Record<DashRounding, (dash: number) => number>> = {
  nearest: roundHalfEven,
  decay: nearestDecay,
  up: (dash) => Math.ceil(dash - NEARLY_WHOLE) + 0,
  down: (dash) => Math.floor(dash + NEARLY_WHOLE) + 0,
};

/** All of them. */
export const DASH_ROUNDINGS = Object.keys(ROUND) as readonly DashRounding[];

/** Dashes in whole numbers. A `dashSyn2` of 0 says that there is no second synapse, and stays. */
export function roundDashes(spec: DashFields, rounding: DashRounding): DashFields {
  const round = ROUND[rounding];
  return {
    dashMem: spec.dashMem.map(round),
    dashSyn: spec.dashSyn.map(round),
    dashSyn2: spec.dashSyn2.map((dash) => (dash === 0 ? 0 : round(dash))),
    dashMemOut: spec.dashMemOut.map(round),
    dashSynOut: spec.dashSynOut.map(round),
  };
}

/** Time constant of the decay `1 - 2^-dash`, in timesteps: `-1 / ln(1 - 2^-dash)`; 0 for a dash of 0. */
export const timestepsOf = (dash: number): number => -1 / Math.log1p(-(2 ** -dash)) + 0;

/** The whole dash whose decay is nearest: `2^-d` to what is lost in a timestep, computed so that slow decays stay exact. */
export function nearestDecay(dash: number): number {
  const lost = -Math.expm1(-(2 ** -dash));
  const below = Math.floor(-Math.log2(lost));
  return 2 ** -below - lost <= lost - 2 ** -(below + 1) ? below + 0 : below + 1;
}
