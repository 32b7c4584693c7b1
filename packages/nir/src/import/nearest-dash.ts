/**
 * The bit shift whose leak is nearest to `leak`, what a state loses of itself in a timestep, 0 to 1: `2^-dash` is. Nearest
 * of what is left, not of the logarithm of the time constant. At least 1: with 0 nothing would be left.
 */
export function nearestDash(leak: number): number {
  const exact = -Math.log2(leak);
  const [low, high] = [Math.floor(exact), Math.ceil(exact)];
  const nearest = Math.abs(2 ** -high - leak) <= Math.abs(2 ** -low - leak) ? high : low;
  return Math.max(1, nearest);
}
