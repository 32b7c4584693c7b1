import { ByteWriter } from './byte-writer.js';
import { sealFrame } from './frame.js';
import { HEADER_LENGTH, type Opcode } from './protocol.js';

/** Makes frames in one buffer that is used again for each. */
export class FrameWriter {
  readonly #bytes: ByteWriter;

  constructor(maxFrame: number) {
    this.#bytes = new ByteWriter(maxFrame);
  }

  /**
   * A frame whose payload `write` writes. It is good until the next one is made; whoever keeps it copies it.
   * @throws FRAME_TOO_LONG if it does not fit, and what `write` throws
   */
  frame(opcode: Opcode, seq: number, write?: (to: ByteWriter) => void, flags = 0): Uint8Array {
    this.#bytes.rewind(HEADER_LENGTH);
    write?.(this.#bytes);
    this.#bytes.skip(4);
    const frame = this.#bytes.bytes.subarray(0, this.#bytes.length);
    sealFrame(frame, opcode, seq, flags);
    return frame;
  }
}
