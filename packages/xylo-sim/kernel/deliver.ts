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
    if (load<u32>(event, 4) == 1) {
      const w0 = v128.load(row);
      i0 = i16x8.add_sat_s(i0, i16x8.extend_low_i8x16_s(w0));
      i1 = i16x8.add_sat_s(i1, i16x8.extend_high_i8x16_s(w0));
      const w1 = v128.load(row, 16);
      i2 = i16x8.add_sat_s(i2, i16x8.extend_low_i8x16_s(w1));
      i3 = i16x8.add_sat_s(i3, i16x8.extend_high_i8x16_s(w1));
      const w2 = v128.load(row, 32);
      i4 = i16x8.add_sat_s(i4, i16x8.extend_low_i8x16_s(w2));
      i5 = i16x8.add_sat_s(i5, i16x8.extend_high_i8x16_s(w2));
      const w3 = v128.load(row, 48);
      i6 = i16x8.add_sat_s(i6, i16x8.extend_low_i8x16_s(w3));
      i7 = i16x8.add_sat_s(i7, i16x8.extend_high_i8x16_s(w3));
    } else {
      const factor = v128.load_splat<i16>(event, 4);
      const w0 = v128.load(row);
      i0 = i16x8.add_sat_s(i0, i16x8.mul(i16x8.extend_low_i8x16_s(w0), factor));
      i1 = i16x8.add_sat_s(i1, i16x8.mul(i16x8.extend_high_i8x16_s(w0), factor));
      const w1 = v128.load(row, 16);
      i2 = i16x8.add_sat_s(i2, i16x8.mul(i16x8.extend_low_i8x16_s(w1), factor));
      i3 = i16x8.add_sat_s(i3, i16x8.mul(i16x8.extend_high_i8x16_s(w1), factor));
      const w2 = v128.load(row, 32);
      i4 = i16x8.add_sat_s(i4, i16x8.mul(i16x8.extend_low_i8x16_s(w2), factor));
      i5 = i16x8.add_sat_s(i5, i16x8.mul(i16x8.extend_high_i8x16_s(w2), factor));
      const w3 = v128.load(row, 48);
      i6 = i16x8.add_sat_s(i6, i16x8.mul(i16x8.extend_low_i8x16_s(w3), factor));
      i7 = i16x8.add_sat_s(i7, i16x8.mul(i16x8.extend_high_i8x16_s(w3), factor));
    }
  }
  const half = synHalf + at;
  const factor = synFactor + at;
  v128.store(state, decayed(i0, v128.load(half), v128.load(factor), one));
  v128.store(state, decayed(i1, v128.load(half, 16), v128.load(factor, 16), one), 16);
  v128.store(state, decayed(i2, v128.load(half, 32), v128.load(factor, 32), one), 32);
  v128.store(state, decayed(i3, v128.load(half, 48), v128.load(factor, 48), one), 48);
  v128.store(state, decayed(i4, v128.load(half, 64), v128.load(factor, 64), one), 64);
  v128.store(state, decayed(i5, v128.load(half, 80), v128.load(factor, 80), one), 80);
  v128.store(state, decayed(i6, v128.load(half, 96), v128.load(factor, 96), one), 96);
  v128.store(state, decayed(i7, v128.load(half, 112), v128.load(factor, 112), one), 112);
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
    v128.store(isyn + here, decayed(x, v128.load(synHalf + here), v128.load(synFactor + here), one));
  }
  return any;
}
