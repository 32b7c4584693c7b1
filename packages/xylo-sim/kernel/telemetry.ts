import {
  cutBits, fired, firedBits, firedOut, inputCut, isynOutSaturated, isynSaturated, spikesCut, tiles,
  vmemOutSaturated, vmemSaturated,
} from './network';

/** Adds 1 to the u32 counters from `first` on whose lanes are not 0. */
function count(counters: usize, first: i32, lanes: v128): void {
  let bits = i16x8.bitmask(i16x8.ne(lanes, i16x8.splat(0)));
  for (; bits != 0; bits &= bits - 1) increment(counters, first + ctz(bits));
}

@inline
function increment(counters: usize, index: i32): void {
  const at = counters + (index << 2);
  store<u32>(at, load<u32>(at) + 1);
}

export function countInputCut(channel: i32, events: i32): void {
  const at = inputCut + (channel << 3);
  store<f64>(at, load<f64>(at) + <f64>events);
}

/** Synapses from number `first` on that an addition cut in this timestep. */
export function countSynapses(first: i32, cut: v128): void {
  count(isynSaturated, first, cut);
}

/** Hidden neurons from `first` on whose increment or membrane was cut. */
export function countMembranes(first: i32, cut: v128): void {
  count(vmemSaturated, first, cut);
}

/** Eight output neurons from `first` on: synapses and membranes that were cut, and who spiked. */
export function countOutputs(first: i32, cutSynapses: v128, cutMembranes: v128, reached: v128): void {
  count(isynOutSaturated, first, cutSynapses);
  count(vmemOutSaturated, first, cutMembranes);
  count(firedOut, first, reached);
}

/** Hidden neurons that spiked, and that were cut at 31 spikes, in the timestep that ends. */
export function countSpikes(): void {
  for (let tile = 0; tile < tiles; tile++) {
    countBits(fired, tile << 6, load<u64>(firedBits + (tile << 3)));
    countBits(spikesCut, tile << 6, load<u64>(cutBits + (tile << 3)));
    store<u64>(cutBits + (tile << 3), 0);
  }
}

function countBits(counters: usize, first: i32, bits: u64): void {
  for (; bits != 0; bits &= bits - 1) increment(counters, first + <i32>ctz(bits));
}
