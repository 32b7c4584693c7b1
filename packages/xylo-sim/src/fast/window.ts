import { type Raster, SIGNAL_NAMES, type SignalName } from '@xylopipe/core';
import type { Recording } from '@xylopipe/core/session';
import type { Kernel } from './kernel.js';
import { TAP_WORDS } from './layout.js';
import type { LoadedNetwork } from './load.js';

/** Room in the kernel's memory for some timesteps: their input, and what is recorded of them. */
export class Window {
  /** Timesteps that fit. */
  readonly steps: number;
  readonly #kernel: Kernel;
  readonly #counts: Uint8Array;
  readonly #hibernation: Uint8Array | null;
  readonly #taps: readonly Tap[];

  /**
   * Divides the room for up to `steps` timesteps of what `recording` wants, and tells the kernel. Any other window of the
   * network is void.
   */
  constructor({ kernel, arrays, sizes }: LoadedNetwork, recording: Recording, steps: number) {
    const wanted = SIGNAL_NAMES.flatMap((name, i) => {
      const signal = recording.signals[name];
      if (signal === undefined) return [];
      return [{ name, i, neurons: signal.neurons, count: signal.neurons?.length ?? neuronsOf(name, sizes) }];
    });
    const room = new Room(arrays.window);
    const ids = wanted.map(({ neurons }) => neurons && room.take(Uint32Array, neurons.length));
    const bytesPerStep = sizes.inputs + 1 + wanted.reduce((bytes, { count }) => bytes + 2 * count, 0);
    const fitting = Math.floor((room.left - (wanted.length + 2) * PADDING) / bytesPerStep);
    this.steps = Math.max(Math.min(fitting, steps), 1);

    this.#kernel = kernel;
    this.#counts = room.take(Uint8Array, this.steps * sizes.inputs);
    this.#hibernation = recording.hibernation && room.take(Uint8Array, this.steps);
    kernel.counts.value = this.#counts.byteOffset;
    kernel.hibernation.value = this.#hibernation?.byteOffset ?? 0;
    arrays.taps.fill(0);
    this.#taps = wanted.map(({ name, i, neurons, count }, k) => {
      const rows = room.take(Int16Array, this.steps * count);
      const chosen = ids[k];
      if (chosen && neurons) chosen.set(neurons);
      // A second synapse that is not there has no state: its rows are zero for ever.
      const state = addressOf(name, arrays, sizes);
      if (state === null) rows.fill(0);
      else arrays.taps.set([state, rows.byteOffset, chosen?.byteOffset ?? 0, count], i * TAP_WORDS);
      return { name, rows, count };
    });
  }

  /**
   * Evolves timesteps `from` (inclusive) to `to` (exclusive) of `input`, at most `steps`, and writes their rows of
   * `recording`, which wants what the window was made for.
   */
  evolve(input: Raster, from: number, to: number, recording: Recording): void {
    const steps = to - from;
    this.#counts.set(part(input.counts, from * input.channels, to * input.channels));
    this.#kernel.evolve(steps);
    if (this.#hibernation !== null) recording.hibernation?.set(part(this.#hibernation, 0, steps), from);
    for (const { name, rows, count } of this.#taps) {
      recording.signals[name]?.rows.set(part(rows, 0, steps * count), from * count);
    }
  }
}

/** A signal's rows in the kernel's memory. */
interface Tap {
  readonly name: SignalName;
  readonly rows: Int16Array;
  /** Neurons per row. */
  readonly count: number;
}

/** Elements `from` to `to`: the array itself where these are all, so that single timesteps make no garbage. */
const part = <A extends Uint8Array | Int16Array>(array: A, from: number, to: number): A =>
  from === 0 && to === array.length ? array : (array.subarray(from, to) as A);

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
    if (this.left < 0) throw new RangeError(`a window of ${this.#piece.length} bytes cannot hold what is recorded`);
    return new type(this.#piece.buffer as ArrayBuffer, address, length);
  }
}

const neuronsOf = (name: SignalName, { hidden, outputs }: LoadedNetwork['sizes']): number =>
  name.endsWith('Out') ? outputs : hidden;

function addressOf(
  name: SignalName,
  arrays: LoadedNetwork['arrays'],
  { synapses, width }: LoadedNetwork['sizes'],
): number | null {
  if (name === 'spikesHidden') return arrays.spikes.byteOffset;
  if (name !== 'isyn2') return arrays[name].byteOffset;
  return synapses === 2 ? arrays.isyn.byteOffset + width * Int16Array.BYTES_PER_ELEMENT : null;
}
