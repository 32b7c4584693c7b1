import { XylopipeError } from '@xylopipe/core';

/** What is added to the cycles, as a fraction of them: that of Rockpool 3.0.3. */
export const CLOCK_MARGIN = 0.2;

/**
 * The main clock, in Hz, that gets `cyclesPerStep` done within a timestep in real time: `cycles * (1 + margin) / dt`.
 * @param dt - Seconds per timestep.
 * @throws ESTIMATE_INVALID unless cycles and margin are 0 or more and `dt` is over 0.
 */
export function estimateClock(cyclesPerStep: number, dt: number, margin: number = CLOCK_MARGIN): number {
  const given = { cyclesPerStep, dt, margin };
  const bad = Object.entries(given).filter(([key, n]) => !(Number.isFinite(n) && (key === 'dt' ? n > 0 : n >= 0)));
  if (bad.length === 0) return (cyclesPerStep * (1 + margin)) / dt;
  throw new XylopipeError('ESTIMATE_INVALID', 'there is no clock for these numbers', {
    issues: bad.map(([key, measured]) => ({
      code: 'ESTIMATE_RANGE',
      severity: 'error',
      at: [key],
      measured,
      limit: key === 'dt' ? 'over 0 s' : '0 and up',
      message: `${key} is out of range`,
    })),
  });
}
