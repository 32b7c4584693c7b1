/**
 * One timestep of bit-shift decay of eight states, `x - leak(x)`.
 *
 * WebAssembly shifts all lanes by the same amount. The floor of x / 2^d is the rounded product of `x - 2^(d-1)` and
 * 2^(15-d) in Q15; where the difference saturates, the result is right all the same. A positive state loses at least 1;
 * dash 0, marked by a factor of 0, loses all.
 * @param one - eight times 1, from memory: as a constant it would be built anew at each use.
 */
@inline
export function decayed(x: v128, half: v128, factor: v128, one: v128): v128 {
  const shifted = i16x8.q15mulr_sat_s(i16x8.sub_sat_s(x, half), factor);
  const leak = i16x8.max_s(shifted, i16x8.min_s(x, one));
  return v128.and(i16x8.sub(x, leak), i16x8.gt_s(factor, i16x8.splat(0)));
}

/** `saturate16(a + b + c)` of eight lanes: what the first addition cuts off is added at the end. */
@inline
export function addThree(a: v128, b: v128, c: v128): v128 {
  const sum = i16x8.add_sat_s(a, b);
  const cutOff = i16x8.sub(i16x8.add(a, b), sum);
  return i16x8.add_sat_s(i16x8.add_sat_s(sum, c), cutOff);
}
