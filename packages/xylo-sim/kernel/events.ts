import {
  counts, events, events2, firedBits, inputs, MAX_INPUT, outputEvents, outputRows, rows, shiftIn, shiftOut,
  shiftRec, sourceSynapses, spikes, tiles, watched,
} from './network';
import { countInputCut } from './telemetry';

// An entry of a list says where the weights of a source are (u32) and what they are multiplied with (i16 in the next
// u32). Spikes of one source are delivered at once as n << shift: up to 256 its products with int8 weights stay within
// 16 bits. More spikes make several entries; shifts above 8 wrap each weight, and so need an entry per spike.

export let eventsEnd: usize = 0;
export let eventsEnd2: usize = 0;
export let outputEventsEnd: usize = 0;

/** The most spikes that one entry can stand for. */
@inline
function spikesPerEntry(shift: i32): i32 {
  return max(256 >> shift, 1);
}

@inline
function append(list: usize, source: u32, n: i32, shift: i32): usize {
  const most = spikesPerEntry(shift);
  while (n > most) {
    store<u32>(list, source);
    store<i32>(list, most << shift, 4);
    list += 8;
    n -= most;
  }
  store<u32>(list, source);
  store<i32>(list, n << shift, 4);
  return list + 8;
}

/** Lists the spikes of a source for the synapses that it leads to. */
@inline
function list(source: i32, n: i32, shift: i32): void {
  const synapses = load<u8>(sourceSynapses + source);
  const row = <u32>rows + ((source * tiles) << 2);
  if (synapses & 1) eventsEnd = append(eventsEnd, row, n, shift);
  if (synapses & 2) eventsEnd2 = append(eventsEnd2, row, n, shift);
}

/** Lists the input of timestep `step`. Returns whether there was any, connected or not. */
export function listInput(step: i32): bool {
  const row = counts + step * inputs;
  eventsEnd = events;
  eventsEnd2 = events2;
  let any = false;
  for (let channel = 0; channel < inputs; channel += 16) {
    let bits = i8x16.bitmask(i8x16.ne(v128.load(row + channel), i8x16.splat(0)));
    if (inputs - channel < 16) bits &= (1 << (inputs - channel)) - 1;
    if (bits != 0) any = true;
    for (; bits != 0; bits &= bits - 1) {
      const source = channel + ctz(bits);
      const count = <i32>load<u8>(row + source);
      if (watched && count > MAX_INPUT) countInputCut(source, count - MAX_INPUT);
      list(source, min(count, MAX_INPUT), shiftIn);
    }
  }
  return any;
}

/** Takes the hidden spikes of the last timestep into the lists, behind the input, in order of their ids. */
export function listSpikes(): void {
  let outputEnd = outputEvents;
  for (let tile = 0; tile < tiles; tile++) {
    let bits = load<u64>(firedBits + (tile << 3));
    if (bits == 0) continue;
    store<u64>(firedBits + (tile << 3), 0);
    for (; bits != 0; bits &= bits - 1) {
      const id = (tile << 6) + <i32>ctz(bits);
      const n = <i32>load<i16>(spikes + (id << 1));
      store<i16>(spikes + (id << 1), 0);
      list(inputs + id, n, shiftRec);
      const row = load<u32>(outputRows + (id << 2));
      if (row != 0) outputEnd = append(outputEnd, row, n, shiftOut);
    }
  }
  outputEventsEnd = outputEnd;
}
