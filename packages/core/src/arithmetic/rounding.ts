/** Added to a number below 2^51 it leaves no bits for a fraction: float64 addition then rounds, half to even. */
const NO_FRACTION = 1.5 * 2 ** 52;

/**
 * Nearest integer, ties to the even neighbour, as NumPy rounds and as `Math.round` does not.
 * Never gives -0. NaN and infinities come back unchanged.
 */
export function roundHalfEven(x: number): number {
  if (Math.abs(x) < 2 ** 51) return x + NO_FRACTION - NO_FRACTION;
  const up = Math.round(x);
  return up - x === 0.5 && up % 2 !== 0 ? up - 1 : up;
}
