/**
 * Nearest integer, ties to the even neighbour, as NumPy rounds and as `Math.round` does not.
 * Never gives -0. NaN and infinities come back unchanged.
 */
export function roundHalfEven(x: number): number {
  const up = Math.round(x);
  return (up - x === 0.5 && up % 2 !== 0 ? up - 1 : up) + 0;
}
