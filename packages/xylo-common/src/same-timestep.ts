/** Relative difference up to which two timesteps are the same. */
const TOLERANCE = 1e-5;

/** Whether two timesteps differ by rounding only. Relative, so that it holds for timesteps of nanoseconds, too. */
export const sameTimestep = (a: number, b: number): boolean =>
  Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
