import type { Clock } from '../clock.js';
import { type Frame, frameAt, frameLengthAt, isSound } from './frame.js';
import { HEADER_LENGTH } from './protocol.js';

/** How a {@link FrameReader} reads. */
export interface FrameReaderOptions {
  /** Longest frame in bytes; a longer one is damage. */
  readonly maxFrame: number;
  /** Takes each whole frame. Its payload is good until this returns. */
  readonly onFrame: (frame: Frame) => void;
  /** Tells how old a begun frame is. Without one, a frame may take for ever. */
  readonly clock?: Clock | undefined;
  /** Milliseconds after which a frame must be whole, looked at when bytes arrive. Default 500. */
  readonly frameTime?: number | undefined;
}

/** Sums that were wrong may have gone over so many times the longest frame, and over so many bytes for each that came. */
const MOST_WASTED = 4;
const WASTE_PER_BYTE = 4;

/**
 * Finds frames in bytes that come in pieces cut anywhere. Where they are damaged it goes on at the next header whose frame
 * is sound. It holds less than one frame of the longest kind. Bytes that are made to look like many long frames, each
 * within the one before, cost no more than others: of those it passes over whole frames.
 */
export class FrameReader {
  readonly #options: FrameReaderOptions;
  /** A frame that has begun to come: `#held[0..#count)`. */
  readonly #held: Uint8Array;
  #count = 0;
  #begun = 0;
  #lost = false;
  #damaged = 0;
  #skipped = 0;
  /** Bytes over which sums were wrong, less what has come since. */
  #wasted = 0;

  constructor(options: FrameReaderOptions) {
    this.#options = options;
    this.#held = new Uint8Array(options.maxFrame);
  }

  /** Places where something other than a sound frame was passed over. */
  get damaged(): number {
    return this.#damaged;
  }

  /** Bytes that were passed over. */
  get skipped(): number {
    return this.#skipped;
  }

  /** Reads on. What `onFrame` throws leaves the reader unusable. */
  push(chunk: Uint8Array): void {
    let from = 0;
    while (this.#count > 0 && from < chunk.length) {
      const taken = Math.min(this.#missing(), chunk.length - from);
      this.#held.set(chunk.subarray(from, from + taken), this.#count);
      this.#count += taken;
      from += taken;
      if (this.#missing() <= 0) this.#shift(this.#scan(this.#held.subarray(0, this.#count), 0));
    }
    if (this.#count === 0) {
      // Where the whole frame lies in the chunk, nothing is copied.
      const rest = this.#scan(chunk, from);
      this.#held.set(chunk.subarray(rest));
      this.#count = chunk.length - rest;
      this.#begun = this.#now();
    }
    // What is missing of a frame that is too old was lost, and what came instead is of others.
    while (this.#count > 0 && this.#now() - this.#begun > (this.#options.frameTime ?? 500)) {
      this.#pass(1);
      this.#shift(this.#scan(this.#held.subarray(0, this.#count), 1));
    }
  }

  /** Gives out the frames in `bytes[from..)`; returns where the one begins that is not whole yet. */
  #scan(bytes: Uint8Array, from: number): number {
    let at = from;
    while (bytes.length - at >= HEADER_LENGTH) {
      const length = frameLengthAt(bytes, at, this.#options.maxFrame);
      if (length > bytes.length - at) return at;
      if (length > 0 && isSound(bytes, at, length)) {
        this.#lost = false;
        this.#earn(length);
        this.#options.onFrame(frameAt(bytes, at, length));
        at += length;
      } else {
        const passed = length > 0 ? this.#waste(length) : 1;
        this.#pass(passed);
        at += passed;
      }
    }
    return at;
  }

  /** Bytes that the held piece lacks of its header or, when that is there, of its frame. */
  #missing(): number {
    const wanted = this.#count < HEADER_LENGTH ? HEADER_LENGTH : frameLengthAt(this.#held, 0, this.#options.maxFrame);
    return wanted - this.#count;
  }

  #shift(consumed: number): void {
    if (consumed === 0) return;
    this.#held.copyWithin(0, consumed, this.#count);
    this.#count -= consumed;
    this.#begun = this.#now();
  }

  /** A sum over so many bytes was wrong: how many of them are passed over. */
  #waste(length: number): number {
    if (this.#wasted > MOST_WASTED * this.#options.maxFrame) return length;
    this.#wasted += length;
    return 1;
  }

  #earn(bytes: number): void {
    this.#wasted = Math.max(0, this.#wasted - WASTE_PER_BYTE * bytes);
  }

  #pass(bytes: number): void {
    this.#earn(bytes);
    if (!this.#lost) this.#damaged++;
    this.#lost = true;
    this.#skipped += bytes;
  }

  #now(): number {
    return this.#options.clock?.now() ?? 0;
  }
}
