import { type Raster, SIGNAL_NAMES, type SignalName } from '@xylopipe/core';
import type { RecordedSignal, Recording } from '../core.js';
import { type LoadedNetwork, TAP_WORDS } from './load.js';

/** Room in the kernel's memory for some timesteps: their input, and what is recorded of them. */
export class Window {
  /** Timesteps that fit. */
  readonly steps: number;
  readonly #network: LoadedNetwork;
  readonly #recording: Recording;
  readonly #counts: Uint8Array;
  readonly #hibernation: Uint8Array | null;
  readonly #taps: readonly Tap[];

  /** Divides the room for what `recording` wants, and tells the kernel. Any other window of the network is void. */
  constructor(network: LoadedNetwork, recording: Recording) {
    const { kernel, arrays, sizes } = network;
    const wanted = SIGNAL_NAMES.flatMap((name, i) => {
      const signal = recording.signals[name];
      return signal === undefined ? [] : [{ name, i, signal, count: signal.neurons?.length ?? neuronsOf(name, sizes) }];
    });
    const room = new Room(arrays.window);
    const ids = wanted.map(({ signal: { neurons } }) => neurons && room.take(Uint32Array, neurons.length));
    const bytesPerStep = sizes.inputs + 1 + wanted.reduce((bytes, { count }) => bytes + 2 * count, 0);
    this.steps = Math.max(Math.floor((room.left - (wanted.length + 2) * PADDING) / bytesPerStep), 1);

    this.#network = network;
    this.#recording = recording;
    this.#counts = room.take(Uint8Array, this.steps * sizes.inputs);
    this.#hibernation = recording.hibernation && room.take(Uint8Array, this.steps);
    kernel.counts.value = this.#counts.byteOffset;
    kernel.hibernation.value = this.#hibernation?.byteOffset ?? 0;
    arrays.taps.fill(0);
    this.#taps = wanted.map(({ name, i, signal, count }, k) => {
      const rows = room.take(Int16Array, this.steps * count);
      const chosen = ids[k];
      if (chosen && signal.neurons) chosen.set(signal.neurons);
      const hasState = name !== 'isyn2' || sizes.synapses === 2;
      if (hasState) {
        arrays.taps.set([addressOf(name, network), rows.byteOffset, chosen?.byteOffset ?? 0, count], i * TAP_WORDS);
      } else {
        rows.fill(0);
      }
      return { rows, count, signal };
    });
  }

  /** Evolves timesteps `from` (inclusive) to `to` (exclusive) of `input`, at most `steps`, and writes their rows of the recording. */
  evolve(input: Raster, from: number, to: number): void {
    const { channels, counts } = input;
    this.#counts.set(counts.subarray(from * channels, to * channels));
    this.#network.kernel.evolve(to - from);
    if (this.#hibernation !== null) this.#recording.hibernation?.set(this.#hibernation.subarray(0, to - from), from);
    for (const { rows, count, signal } of this.#taps) {
      signal.rows.set(rows.subarray(0, (to - from) * count), from * count);
    }
  }
}

/** A signal's rows in the kernel's memory. */
interface Tap {
  readonly rows: Int16Array;
  /** Neurons per row. */
  readonly count: number;
  readonly signal: RecordedSignal;
}

/** What an array takes at most beside its elements: alignment, and the rest of a vector behind its last row. */
const PADDING = 32;

/** Hands out memory from the start of a piece of it. */
class Room {
  readonly #piece: Uint8Array;
  #used = 0;

  constructor(piece: Uint8Array) {
    this.#piece = piece;
  }

  get left(): number {
    return this.#piece.length - this.#used;
  }

  take<A>(
    type: { readonly BYTES_PER_ELEMENT: number; new (buffer: ArrayBuffer, byteOffset: number, length: number): A },
    length: number,
  ): A {
    const address = this.#piece.byteOffset + this.#used;
    this.#used += Math.ceil((length * type.BYTES_PER_ELEMENT) / 16) * 16 + 16;
    return new type(this.#piece.buffer as ArrayBuffer, address, length);
  }
}

const neuronsOf = (name: SignalName, { hidden, outputs }: LoadedNetwork['sizes']): number =>
  name.endsWith('Out') ? outputs : hidden;

function addressOf(name: SignalName, { arrays, sizes }: LoadedNetwork): number {
  if (name === 'spikesHidden') return arrays.spikes.byteOffset;
  if (name === 'isyn2') return arrays.isyn.byteOffset + sizes.width * Int16Array.BYTES_PER_ELEMENT;
  return arrays[name].byteOffset;
}
