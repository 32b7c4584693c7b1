import { XylopipeError } from '@xylopipe/core';
import type { PowerFigures } from './chip-costs.js';

/**
 * How far, as a fraction of them, figures of other networks may be from those of this one. Ours: published figures of one
 * supply at work differ by 7 % (Audio 2: 272 and 291 uW), as do work and idleness (IMU: 201 and 188 uW).
 */
export const POWER_UNCERTAINTY = 0.1;

/** An estimate and its bounds. */
export interface Estimated {
  readonly low: number;
  readonly nominal: number;
  readonly high: number;
}

/** Power and energy of a chip that runs in real time. */
export interface EnergyEstimate {
  /** The clock that the figures are for, Hz. */
  readonly clockHz: number;
  /** Seconds that the timesteps last. */
  readonly seconds: number;
  readonly supplies: readonly {
    readonly supply: string;
    readonly microwatts: Estimated;
    readonly microjoules: Estimated;
  }[];
  /** Of all supplies. */
  readonly microwatts: Estimated;
  readonly microjoules: Estimated;
  /** Fraction by which figures were widened to bounds. */
  readonly uncertainty: number;
  /** Where the figures are published. */
  readonly source: string;
}

/**
 * Power, and energy of `steps` timesteps in real time: `power * steps * dt`. Nominal is the published active power; the bounds
 * are the lowest and highest published figures (idle, where there is one), widened by `POWER_UNCERTAINTY`. The figures
 * were measured with other networks: neither size nor activity of this one is in them.
 * @param dt - Seconds per timestep.
 * @throws ESTIMATE_INVALID unless `steps` is a whole number from 1 and `dt` is over 0.
 */
export function estimateEnergy(
  { supplies: published, clockHz, source }: PowerFigures,
  { steps, dt }: { readonly steps: number; readonly dt: number },
): EnergyEstimate {
  checkDuration(steps, dt);
  const seconds = steps * dt;
  const supplies = published.map(({ supply, activeMicrowatts: active, idleMicrowatts: idle = active }) => {
    const microwatts: Estimated = {
      low: Math.min(active, idle) * (1 - POWER_UNCERTAINTY),
      nominal: active,
      high: Math.max(active, idle) * (1 + POWER_UNCERTAINTY),
    };
    return { supply, microwatts, microjoules: scaled(microwatts, seconds) };
  });
  const microwatts = supplies.map((supply) => supply.microwatts).reduce(plus, { low: 0, nominal: 0, high: 0 });
  const microjoules = scaled(microwatts, seconds);
  return { clockHz, seconds, supplies, microwatts, microjoules, uncertainty: POWER_UNCERTAINTY, source };
}

/** Throws `ESTIMATE_INVALID` unless there are timesteps, and they last. */
export function checkDuration(steps: number, dt: number): void {
  if (Number.isSafeInteger(steps) && steps >= 1 && Number.isFinite(dt) && dt > 0) return;
  throw new XylopipeError('ESTIMATE_INVALID', `there is no energy of ${steps} timesteps of ${dt} s`, {
    hint: 'give at least one timestep, and its duration in seconds',
  });
}

const scaled = ({ low, nominal, high }: Estimated, by: number): Estimated => ({
  low: low * by,
  nominal: nominal * by,
  high: high * by,
});

const plus = (a: Estimated, b: Estimated): Estimated => ({
  low: a.low + b.low,
  nominal: a.nominal + b.nominal,
  high: a.high + b.high,
});
