import type { Link } from '../link/link.js';
import type { ByteWriter } from './byte-writer.js';
import { FrameWriter } from './frame-writer.js';
import { MIN_FRAME, type Opcode } from './protocol.js';

/** Sends frames over a link, with a bound on what waits there: of control frames one of each opcode. */
export class FrameSender {
  readonly #link: Link;
  readonly #controls = new FrameWriter(MIN_FRAME);
  /** By opcode: one is on its way, and this one, if any, is to follow. */
  readonly #busy = new Map<Opcode, Uint8Array | undefined>();
  #bytes = 0;

  constructor(link: Link) {
    this.#link = link;
  }

  /** Bytes of all frames sent so far. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Resolves when the link can take the next one: true if it took this one. The bytes must stay as they are until then. */
  async send(frame: Uint8Array): Promise<boolean> {
    try {
      this.#bytes += frame.length;
      await this.#link.send(frame);
      return true;
    } catch {
      // Why is told by the end of the link.
      return false;
    }
  }

  /**
   * Sends a small frame, as soon as the one of the same opcode before it has gone. Each says all that the one before it
   * said, so that of those that wait only the last is sent.
   */
  control(opcode: Opcode, seq: number, write?: (to: ByteWriter) => void): void {
    const frame = this.#controls.frame(opcode, seq, write).slice();
    if (this.#busy.has(opcode)) this.#busy.set(opcode, frame);
    else void this.#sendControls(opcode, frame);
  }

  async #sendControls(opcode: Opcode, first: Uint8Array): Promise<void> {
    let next: Uint8Array | undefined = first;
    while (next) {
      this.#busy.set(opcode, undefined);
      next = (await this.send(next)) ? this.#busy.get(opcode) : undefined;
    }
    this.#busy.delete(opcode);
  }
}
