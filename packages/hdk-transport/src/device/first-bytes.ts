import { HXP_VERSION, OPCODES } from '../hxp/protocol.js';

const LAST_OPCODE = Math.max(...Object.values(OPCODES));

/** What the first bytes of a frame are. */
const BEGINNING: readonly ((byte: number) => boolean)[] = [
  (byte) => byte === 0x48,
  (byte) => byte === 0x58,
  (byte) => byte === HXP_VERSION,
  (byte) => byte >= 1 && byte <= LAST_OPCODE,
];

/** Tells by its first bytes whether whoever has connected speaks HXP at all, or a browser was sent here. */
export class FirstBytes {
  #seen = 0;
  #wrong = 0;

  /** Whether what has come so far can be the beginning of a frame, of which one byte may be damaged. */
  plausible(chunk: Uint8Array): boolean {
    for (let i = 0; i < chunk.length && this.#seen < BEGINNING.length; i++, this.#seen++)
      if (!BEGINNING[this.#seen]!(chunk[i]!)) this.#wrong++;
    return this.#wrong < 2;
  }
}
