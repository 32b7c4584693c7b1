import { XylopipeError } from '@xylopipe/core';
import { type SpikeTrain, trainDifference } from './spike-train.js';

/**
 * Distance of van Rossum (2001): every spike becomes `exp(-(t - spike) / tau)` from its timestep on, and
 * `D^2 = 1/tau * integral of (f_a(t) - f_b(t))^2 dt`; this is D, in square roots of spikes. Time is continuous and the
 * integral goes on to infinity: recordings that end early are not special. One spike more makes `D^2 = 1/2`, a spike
 * moved by `d` timesteps `D^2 = 1 - exp(-d / tau)`, and several in one timestep add up before they are squared. With tau
 * towards 0, `2 D^2` is the sum of squared count differences per timestep; with tau towards infinity, the square of the
 * count difference.
 *
 * Between two spikes the difference decays exponentially, so that the integral is a sum over spikes, exact and in linear time.
 * @param tau time constant in timesteps, from 0 to infinity
 * @throws MEASURE_OPTION if tau is no such number.
 */
export function vanRossumDistance(a: SpikeTrain, b: SpikeTrain, tau: number): number {
  checkTau(tau);
  return vanRossumNorm(trainDifference(a, b), tau);
}

/** The distance between two trains from their difference. */
export function vanRossumNorm({ steps, counts }: SpikeTrain, tau: number): number {
  if (steps.length === 0) return 0;
  let level = counts[0] as number;
  let squared = 0;
  for (let i = 1; i < steps.length; i++) {
    const elapsed = ((steps[i - 1] as number) - (steps[i] as number)) / tau;
    squared -= level * level * Math.expm1(2 * elapsed);
    level = level * Math.exp(elapsed) + (counts[i] as number);
  }
  return Math.sqrt((squared + level * level) / 2);
}

/** @throws MEASURE_OPTION unless a time constant is from 0 to infinity. */
export function checkTau(tau: number): void {
  if (tau >= 0) return;
  throw new XylopipeError('MEASURE_OPTION', `the time constant tau of van Rossum's distance cannot be ${tau}`, {
    hint: 'give timesteps, from 0 up',
  });
}
