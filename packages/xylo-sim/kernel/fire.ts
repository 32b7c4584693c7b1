import { aliasFirst, aliasTargets, cutBits, firedBits, MAX_HIDDEN, spikes, threshold, vmem } from './network';

/**
 * Fires the waiting neurons of a tile in order of their ids: those that reached their thresholds, and those that got
 * spikes by an alias. Each fires until it is below its threshold or has its 31 spikes; the difference wraps.
 */
export function fire(tile: i32, waiting: u64): void {
  while (waiting != 0) {
    const bit = waiting & (0 - waiting);
    const id = (tile << 6) + <i32>ctz(waiting);
    waiting ^= bit;
    const limit = <i32>load<i16>(threshold + (id << 1));
    let v = <i32>load<i16>(vmem + (id << 1));
    let n = <i32>load<i16>(spikes + (id << 1));
    while (v >= limit && n < MAX_HIDDEN) {
      v = <i32>(<i16>(v - limit));
      n++;
    }
    if (v >= limit) store<u64>(cutBits + (tile << 3), load<u64>(cutBits + (tile << 3)) | bit);
    store<i16>(vmem + (id << 1), <i16>v);
    store<i16>(spikes + (id << 1), <i16>n);
    store<u64>(firedBits + (tile << 3), load<u64>(firedBits + (tile << 3)) | bit);
    if (aliasFirst != 0) waiting |= sendAs(tile, id, n);
  }
}

/**
 * Adds `n` spikes of a neuron to those of its aliases. Returns which of them lie behind it in its tile: they wait for
 * their turn with these spikes. In later tiles they do so too; earlier ones, and the neuron itself, are done.
 */
function sendAs(tile: i32, id: i32, n: i32): u64 {
  let waiting: u64 = 0;
  const end = load<u32>(aliasFirst + (id << 2), 4);
  for (let i = load<u32>(aliasFirst + (id << 2)); i < end; i++) {
    const target = <i32>load<u32>(aliasTargets + (i << 2));
    const word = (target >> 6) << 3;
    const bit = (<u64>1) << (target & 63);
    const sum = <i32>load<i16>(spikes + (target << 1)) + n;
    if (sum > MAX_HIDDEN) store<u64>(cutBits + word, load<u64>(cutBits + word) | bit);
    store<i16>(spikes + (target << 1), <i16>min(sum, MAX_HIDDEN));
    store<u64>(firedBits + word, load<u64>(firedBits + word) | bit);
    if (target > id && target >> 6 == tile) waiting |= bit;
  }
  return waiting;
}
