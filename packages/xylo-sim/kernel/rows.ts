import { hidden, inputs, rows, sourceSynapses, staged, tiles, twoSynapses } from './network';

/** Where the next row of weights goes; the memory behind it is zero. */
export let weightsEnd: usize = 0;

/**
 * Cuts the weights of one source, staged for all neurons, into rows of 64 per tile and synapse, and keeps those that
 * are not all 0.
 * @param interleaved - whether there are weights for two synapses, those of one neuron side by side.
 */
export function cutRows(source: i32, interleaved: bool): void {
  const table = rows + ((source * tiles) << 2);
  const second = table + (((inputs + hidden) * tiles) << 2);
  for (let tile = 0; tile < tiles; tile++) {
    if (interleaved) {
      const from = staged + (tile << 7);
      if (takeEven(from)) keep(source, table + (tile << 2), 1);
      if (twoSynapses && takeEven(from + 1)) keep(source, second + (tile << 2), 2);
    } else if (take(staged + (tile << 6))) {
      keep(source, table + (tile << 2), 1);
    }
  }
}

/** Keeps what was taken as the row of an entry of the table. */
function keep(source: i32, entry: usize, synapse: i32): void {
  store<u32>(entry, <u32>weightsEnd);
  store<u8>(sourceSynapses + source, load<u8>(sourceSynapses + source) | synapse);
  weightsEnd += 64;
}

/** Takes 64 weights to where the next row goes. Returns whether any is not 0. */
function take(from: usize): bool {
  let any = i8x16.splat(0);
  for (let at: usize = 0; at < 64; at += 16) {
    const weights = v128.load(from + at);
    v128.store(weightsEnd + at, weights);
    any = v128.or(any, weights);
  }
  return v128.any_true(any);
}

/** The same with every other of the weights from `from` on. */
function takeEven(from: usize): bool {
  let any = i8x16.splat(0);
  for (let at: usize = 0; at < 64; at += 16) {
    const low = v128.load(from + (at << 1));
    const high = v128.load(from + (at << 1), 16);
    const weights = i8x16.shuffle(low, high, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
    v128.store(weightsEnd + at, weights);
    any = v128.or(any, weights);
  }
  return v128.any_true(any);
}
