import { frameLengthAt } from '../hxp/frame.js';
import { HEADER_LENGTH } from '../hxp/protocol.js';

/** Cuts bytes that arrive in any pieces into HXP frames. Looks at headers only: what a frame holds may be damaged. */
export class FrameCutter {
  readonly #maxFrame: number;
  #held = new Uint8Array(0);

  constructor(maxFrame: number) {
    this.#maxFrame = maxFrame;
  }

  /** The frames that are whole now, and between them what is no frame. Copies. */
  push(chunk: Uint8Array): readonly Uint8Array[] {
    const bytes = new Uint8Array(this.#held.length + chunk.length);
    bytes.set(this.#held);
    bytes.set(chunk, this.#held.length);
    const pieces: Uint8Array[] = [];
    let cut = 0;
    let at = 0;
    while (bytes.length - at >= HEADER_LENGTH) {
      const length = frameLengthAt(bytes, at, this.#maxFrame);
      if (length > 0 && at > cut) pieces.push(bytes.slice(cut, at));
      if (length > 0) cut = at;
      if (length > bytes.length - at) break;
      if (length > 0) {
        pieces.push(bytes.slice(at, at + length));
        cut = at + length;
      }
      at += Math.max(length, 1);
    }
    if (at > cut) pieces.push(bytes.slice(cut, at));
    this.#held = bytes.slice(at);
    return pieces;
  }

  /** What has begun and is not whole. It is forgotten. */
  rest(): Uint8Array {
    const rest = this.#held;
    this.#held = new Uint8Array(0);
    return rest;
  }
}
