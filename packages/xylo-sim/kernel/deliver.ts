import { decayed } from './decay';
import { isyn, ones, synFactor, synHalf } from './network';
import { countSynapses } from './telemetry';

/**
 * Whether any listed spike leads to a synapse of a tile.
 * @param list - first entry of the list.
 * @param end - behind its last.
 * @param slice - where the address of its row stands among those of a source.
 */
export function receives(list: usize, end: usize, slice: usize): bool {
  for (let event = list; event < end; event += 8) {
    if (load<u32>(<usize>load<u32>(event) + slice) != 0) return true;
  }
  return false;
}

// Weights are loaded sixteen at a time: eight loads of eight would leave too few registers for the sums.

@inline
function addLow(sum: v128, weights: v128): v128 {
  return i16x8.add_sat_s(sum, i16x8.extend_low_i8x16_s(weights));
}

@inline
function addHigh(sum: v128, weights: v128): v128 {
  return i16x8.add_sat_s(sum, i16x8.extend_high_i8x16_s(weights));
}

@inline
function addLowTimes(sum: v128, weights: v128, factor: v128): v128 {
  return i16x8.add_sat_s(sum, i16x8.mul(i16x8.extend_low_i8x16_s(weights), factor));
}

@inline
function addHighTimes(sum: v128, weights: v128, factor: v128): v128 {
  return i16x8.add_sat_s(sum, i16x8.mul(i16x8.extend_high_i8x16_s(weights), factor));
}

/** Stores eight synapses after their decay. */
@inline
function decay(at: usize, x: v128, one: v128): void {
  v128.store(isyn + at, decayed(x, v128.load(synHalf + at), v128.load(synFactor + at), one));
}

/**
 * Adds all listed spikes to one synapse of the neurons of a tile, source after source, and decays it.
 * @param list - first entry of the list.
 * @param end - behind its last.
 * @param slice - where the address of its row stands among those of a source.
 * @param at - offset of the tile's synapses among all.
 * @returns whether any of the synapses was not zero before its decay.
 */
export function deliver(list: usize, end: usize, slice: usize, at: usize): bool {
  const one = v128.load(ones);
  const state = isyn + at;
  let i0 = v128.load(state);
  let i1 = v128.load(state, 16);
  let i2 = v128.load(state, 32);
  let i3 = v128.load(state, 48);
  let i4 = v128.load(state, 64);
  let i5 = v128.load(state, 80);
  let i6 = v128.load(state, 96);
  let i7 = v128.load(state, 112);
  for (let event = list; event < end; event += 8) {
    const row = <usize>load<u32>(<usize>load<u32>(event) + slice);
    if (row == 0) continue;
    // By far the most frequent factor.
    if (load<u32>(event, 4) == 1) {
      const w0 = v128.load(row);
      i0 = addLow(i0, w0);
      i1 = addHigh(i1, w0);
      const w1 = v128.load(row, 16);
      i2 = addLow(i2, w1);
      i3 = addHigh(i3, w1);
      const w2 = v128.load(row, 32);
      i4 = addLow(i4, w2);
      i5 = addHigh(i5, w2);
      const w3 = v128.load(row, 48);
      i6 = addLow(i6, w3);
      i7 = addHigh(i7, w3);
    } else {
      const factor = v128.load_splat<i16>(event, 4);
      const w0 = v128.load(row);
      i0 = addLowTimes(i0, w0, factor);
      i1 = addHighTimes(i1, w0, factor);
      const w1 = v128.load(row, 16);
      i2 = addLowTimes(i2, w1, factor);
      i3 = addHighTimes(i3, w1, factor);
      const w2 = v128.load(row, 32);
      i4 = addLowTimes(i4, w2, factor);
      i5 = addHighTimes(i5, w2, factor);
      const w3 = v128.load(row, 48);
      i6 = addLowTimes(i6, w3, factor);
      i7 = addHighTimes(i7, w3, factor);
    }
  }
  decay(at, i0, one);
  decay(at + 16, i1, one);
  decay(at + 32, i2, one);
  decay(at + 48, i3, one);
  decay(at + 64, i4, one);
  decay(at + 80, i5, one);
  decay(at + 96, i6, one);
  decay(at + 112, i7, one);
  return v128.any_true(v128.or(v128.or(v128.or(i0, i1), v128.or(i2, i3)), v128.or(v128.or(i4, i5), v128.or(i6, i7))));
}

/** `deliver`, eight neurons at a time, which counts the synapses that an addition cut. */
export function deliverWatched(list: usize, end: usize, slice: usize, at: usize): bool {
  const one = v128.load(ones);
  let any = false;
  for (let lane: usize = 0; lane < 64; lane += 8) {
    const here = at + (lane << 1);
    let x = v128.load(isyn + here);
    let cut = i16x8.splat(0);
    for (let event = list; event < end; event += 8) {
      const row = <usize>load<u32>(<usize>load<u32>(event) + slice);
      if (row == 0) continue;
      const amount = i16x8.mul(v128.load_ext<i8>(row + lane), v128.load_splat<i16>(event, 4));
      const sum = i16x8.add_sat_s(x, amount);
      cut = v128.or(cut, v128.xor(sum, i16x8.add(x, amount)));
      x = sum;
    }
    if (v128.any_true(cut)) countSynapses(<i32>(here >> 1), cut);
    if (v128.any_true(x)) any = true;
    decay(here, x, one);
  }
  return any;
}
