import type { BusEvent } from '../bus/event.js';
import { ByteWriter } from '../hxp/byte-writer.js';
import { writeEvent } from '../hxp/event-codec.js';

/** Bytes of a `lost` event. */
const LOST_SIZE = 5;
/** Events are kept in pieces of about this size: each becomes a frame, and is dropped as one. */
const BLOCK_SIZE = 8192;

/** Events that are to be sent together. */
interface Block {
  readonly bytes: Uint8Array[];
  /** Of `bytes`, and of the `lost` event that may stand before them. */
  size: number;
  count: number;
  /** Events dropped before those of the block. */
  lost: number;
}

/** Events that wait to be sent. When there is no room for more the oldest are dropped and counted. */
export class EventBuffer {
  readonly #capacity: number;
  readonly #encoder: ByteWriter;
  readonly #blocks: Block[] = [];
  #size = 0;
  #dropped = 0;

  /** Keeps at most `capacity` bytes, in pieces of at most `maxPayload`. */
  constructor(capacity: number, maxPayload: number) {
    this.#capacity = capacity;
    this.#encoder = new ByteWriter(maxPayload - LOST_SIZE);
  }

  /** Events that were dropped so far. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Payloads that wait; the last can become longer. */
  get payloads(): number {
    return this.#blocks.length;
  }

  /** Bytes that wait. */
  get size(): number {
    return this.#size;
  }

  /** Bytes of the next payload; 0 if nothing waits. */
  get nextSize(): number {
    return this.#blocks[0]?.size ?? 0;
  }

  /**
   * Keeps an event; one that fits into no frame is dropped at once.
   * @throws VALUE_RANGE
   */
  add(event: BusEvent): void {
    const bytes = this.#encode(event);
    if (bytes) this.#append(bytes);
    else this.#begin(1);
    // What says that events are missing stays, if there is room or not.
    while (this.#size > this.#capacity && (this.#blocks.length > 1 || this.#blocks[0]!.count > 0)) this.#dropOldest();
  }

  /** Takes out the next payload. */
  take(): (to: ByteWriter) => void {
    const block = this.#blocks.shift()!;
    this.#size -= block.size;
    return (to) => {
      if (block.lost > 0) writeEvent(to, { type: 'lost', count: block.lost });
      for (const bytes of block.bytes) to.bytes.set(bytes, to.skip(bytes.length));
    };
  }

  /** The event's bytes; undefined if no frame can hold them. */
  #encode(event: BusEvent): Uint8Array | undefined {
    this.#encoder.rewind();
    try {
      writeEvent(this.#encoder, event);
    } catch (error) {
      if ((error as { code?: string }).code === 'FRAME_TOO_LONG') return undefined;
      throw error;
    }
    return this.#encoder.bytes.slice(0, this.#encoder.length);
  }

  #append(bytes: Uint8Array): void {
    const last = this.#blocks.at(-1);
    const block =
      last && last.size + bytes.length <= Math.min(BLOCK_SIZE, this.#encoder.bytes.length) ? last : this.#begin(0);
    block.bytes.push(bytes);
    block.size += bytes.length;
    block.count++;
    this.#size += bytes.length;
  }

  #begin(lost: number): Block {
    const block = { bytes: [], size: 0, count: 0, lost: 0 };
    this.#blocks.push(block);
    this.#lose(block, lost);
    this.#dropped += lost;
    return block;
  }

  /** The block behind the dropped one says how many went; the last one, which has none behind it, is emptied. */
  #dropOldest(): void {
    const [oldest, next] = this.#blocks;
    this.#dropped += oldest!.count;
    if (next) {
      this.#blocks.shift();
      this.#size -= oldest!.size;
      this.#lose(next, oldest!.lost + oldest!.count);
      return;
    }
    this.#size = oldest!.size = oldest!.lost > 0 ? LOST_SIZE : 0;
    this.#lose(oldest!, oldest!.count);
    oldest!.bytes.length = 0;
    oldest!.count = 0;
  }

  #lose(block: Block, count: number): void {
    if (count === 0) return;
    if (block.lost === 0) {
      block.size += LOST_SIZE;
      this.#size += LOST_SIZE;
    }
    block.lost += count;
  }
}
