import { taps } from './network';

/** Signals that can be recorded. */
export const TAPS: i32 = 7;

// A tap is four u32: address of the int16 states; address of the rows, 0 if not wanted; address of the u32 ids of the
// neurons, 0 for all in order; their number.

/** Samples all taps at the end of timestep `step`. */
export function record(step: i32): void {
  for (let tap = taps; tap < taps + (TAPS << 4); tap += 16) {
    const rows = <usize>load<u32>(tap, 4);
    if (rows == 0) continue;
    const state = <usize>load<u32>(tap);
    const ids = <usize>load<u32>(tap, 8);
    const count = <usize>load<u32>(tap, 12);
    const row = rows + <usize>step * (count << 1);
    if (ids == 0) copy(row, state, count << 1);
    else pick(row, state, ids, count);
  }
}

/** Copies whole vectors: what lies beyond the row is written again by the next one, or is slack. */
@inline
function copy(row: usize, state: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) v128.store(row + at, v128.load(state + at));
}

@inline
function pick(row: usize, state: usize, ids: usize, count: usize): void {
  for (let i: usize = 0; i < count; i++) {
    store<i16>(row + (i << 1), load<i16>(state + (<usize>load<u32>(ids + (i << 2)) << 1)));
  }
}
