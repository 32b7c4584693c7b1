import { addThree, decayed } from './decay';
import {
  bias,
  isyn,
  memFactor,
  memHalf,
  ones,
  threshold,
  tiles,
  twoSynapses,
  updateRule2,
  vmem,
  watched,
} from './network';
import { countMembranes } from './telemetry';

/** Whether a membrane of the tile moved in the last call of `moveMembranes`. */
export let membranesMoved: bool = false;

/**
 * Moves the membranes of a tile by leak, current and bias, without firing: `saturate16` at each addition under update
 * rule v2, once under v1. Returns which neurons reached their thresholds.
 */
export function moveMembranes(tile: i32): u64 {
  const one = v128.load(ones);
  const second = tiles << 7;
  const two = twoSynapses;
  const rule2 = updateRule2;
  let moved = i16x8.splat(0);
  let reached: u64 = 0;
  for (let lane = 0; lane < 64; lane += 8) {
    const at = <usize>(((tile << 6) + lane) << 1);
    const v = v128.load(vmem + at);
    const left = decayed(v, v128.load(memHalf + at), v128.load(memFactor + at), one);
    const current = v128.load(isyn + at);
    let next: v128;
    if (rule2) {
      const leaked = i16x8.sub(left, v);
      const sum = two ? addThree(leaked, current, v128.load(isyn + second + at)) : i16x8.add_sat_s(leaked, current);
      const increment = i16x8.add_sat_s(sum, v128.load(bias + at));
      next = i16x8.add_sat_s(v, increment);
      moved = v128.or(moved, increment);
      if (watched) {
        let whole = i16x8.add(leaked, current);
        if (two) whole = i16x8.add(whole, v128.load(isyn + second + at));
        let cut = v128.xor(sum, whole);
        cut = v128.or(cut, v128.xor(increment, i16x8.add(sum, v128.load(bias + at))));
        cut = v128.or(cut, v128.xor(next, i16x8.add(v, increment)));
        if (v128.any_true(cut)) countMembranes((tile << 6) + lane, cut);
      }
    } else {
      next = two ? addThree(left, current, v128.load(isyn + second + at)) : i16x8.add_sat_s(left, current);
      moved = v128.or(moved, v128.xor(v, next));
      if (watched) {
        let whole = i16x8.add(left, current);
        if (two) whole = i16x8.add(whole, v128.load(isyn + second + at));
        const cut = v128.xor(next, whole);
        if (v128.any_true(cut)) countMembranes((tile << 6) + lane, cut);
      }
    }
    v128.store(vmem + at, next);
    reached |= (<u64>i16x8.bitmask(i16x8.ge_s(next, v128.load(threshold + at)))) << lane;
  }
  membranesMoved = v128.any_true(moved);
  return reached;
}
