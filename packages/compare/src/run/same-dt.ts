/** Whether timesteps have one duration, as far as it is known; files hold it in float32 at times. */
export const sameDt = (a: number | undefined, b: number | undefined): boolean =>
  a === undefined || b === undefined || Math.abs(a - b) <= 1e-6 * a;
