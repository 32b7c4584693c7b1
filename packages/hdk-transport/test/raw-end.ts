import { type ByteWriter, type Frame, FrameReader, FrameWriter, MAX_FRAME, type Opcode } from '../src/hxp/index.js';
import type { Link } from '../src/index.js';

/** An end that sends what a test tells it to, frame by frame, and keeps what comes. */
export class RawEnd {
  /** What has come and was not taken. */
  readonly frames: Frame[] = [];
  readonly #link: Link;
  readonly #writer = new FrameWriter(MAX_FRAME);

  constructor(link: Link) {
    this.#link = link;
    const reader = new FrameReader({
      maxFrame: MAX_FRAME,
      onFrame: (frame) => this.frames.push({ ...frame, payload: frame.payload.slice() }),
    });
    link.received$.subscribe((chunk) => reader.push(chunk));
  }

  send(opcode: Opcode, seq: number, write?: (to: ByteWriter) => void, flags = 0): void {
    this.sendBytes(this.#writer.frame(opcode, seq, write, flags).slice());
  }

  sendBytes(bytes: Uint8Array): void {
    this.#link.send(bytes).catch(() => {});
  }

  /** What has come since the last time. */
  take(): Frame[] {
    return this.frames.splice(0);
  }
}
