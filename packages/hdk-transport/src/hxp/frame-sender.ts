import type { Link } from '../link/link.js';
import type { ByteWriter } from './byte-writer.js';
import { FrameWriter } from './frame-writer.js';
import { MIN_FRAME, OPCODES, type Opcode } from './protocol.js';

/** Most control frames on their way: a link on which so many wait takes nothing, and whoever misses one asks again. */
const MOST_CONTROLS = 32;

/** Sends frames over a link, with a bound on what waits there: of control frames one of each kind. */
export class FrameSender {
  readonly #link: Link;
  readonly #controls = new FrameWriter(MIN_FRAME);
  /** By kind: one is on its way, and this one, if any, is to follow. */
  readonly #busy = new Map<number, Uint8Array | undefined>();
  #bytes = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(link: Link) {
    this.#link = link;
  }

  /** Bytes of all frames sent so far. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Resolves when the link has taken all that was sent until now, or has ended. */
  get taken(): Promise<unknown> {
    return this.#last;
  }

  /** Resolves when the link can take the next one: true if it took this one. The bytes must stay as they are until then. */
  send(frame: Uint8Array): Promise<boolean> {
    this.#bytes += frame.length;
    const sent = this.#send(frame);
    // The link takes one after the other.
    this.#last = sent;
    return sent;
  }

  async #send(frame: Uint8Array): Promise<boolean> {
    try {
      await this.#link.send(frame);
      return true;
    } catch {
      // Why is told by the end of the link.
      return false;
    }
  }

  /**
   * Sends a small frame, as soon as the one of the same kind before it has gone. Each says all that the one before it
   * said, so that of those that wait only the last is sent.
   */
  control(opcode: Opcode, seq: number, write?: (to: ByteWriter) => void): void {
    const frame = this.#controls.frame(opcode, seq, write).slice();
    const kind = kindOf(opcode, seq);
    if (this.#busy.has(kind)) this.#busy.set(kind, frame);
    else if (this.#busy.size < MOST_CONTROLS) void this.#sendControls(kind, frame);
  }

  async #sendControls(kind: number, first: Uint8Array): Promise<void> {
    let next: Uint8Array | undefined = first;
    while (next) {
      this.#busy.set(kind, undefined);
      next = (await this.send(next)) ? this.#busy.get(kind) : undefined;
    }
    this.#busy.delete(kind);
  }
}

/** What replaces what: a refusal and the answer to BYE are of one frame, all others are of the session as a whole. */
const kindOf = (opcode: Opcode, seq: number): number =>
  opcode === OPCODES.error || opcode === OPCODES.byeAck ? 256 * seq + opcode : opcode;
