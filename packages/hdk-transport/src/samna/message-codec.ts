import { XylopipeError } from '@xylopipe/core';

/** Bytes of the longest message, as on the other end. */
export const MAX_MESSAGE = 64 * 1024 * 1024;

const LENGTH = 4;

/** A message to or from the Python side. */
export type Message = Readonly<Record<string, unknown>>;

/** A length, 32 bits little endian, and that many bytes of JSON in UTF-8. @throws MESSAGE_TOO_LONG */
export function encodeMessage(message: Message): Uint8Array<ArrayBuffer> {
  const payload = new TextEncoder().encode(JSON.stringify(message));
  if (payload.length > MAX_MESSAGE) {
    throw new XylopipeError('MESSAGE_TOO_LONG', `${payload.length} bytes do not fit into a message`, {
      who: 'samna bridge',
      hint: `send less at once: ${MAX_MESSAGE} bytes are the most`,
    });
  }
  const bytes = new Uint8Array(LENGTH + payload.length);
  new DataView(bytes.buffer).setUint32(0, payload.length, true);
  bytes.set(payload, LENGTH);
  return bytes;
}

/** Puts messages together from chunks of any size. Holds at most one message. */
export class MessageReader {
  #chunks: Uint8Array[] = [];
  #held = 0;

  /** The messages that are complete with this chunk. @throws MESSAGE_INVALID, after which nothing more can be read */
  *push(chunk: Uint8Array): Generator<Message> {
    this.#chunks.push(chunk);
    this.#held += chunk.length;
    for (let length = this.#length(); length !== undefined && this.#held >= length; length = this.#length()) {
      yield parse(this.#take(length).subarray(LENGTH));
    }
  }

  /** Bytes of the message that begins here, its length included. */
  #length(): number | undefined {
    if (this.#held < LENGTH) return undefined;
    if (this.#chunks[0]!.length < LENGTH) this.#join();
    const { buffer, byteOffset } = this.#chunks[0]!;
    const length = new DataView(buffer, byteOffset).getUint32(0, true);
    if (length > MAX_MESSAGE) throw invalid(`it has ${length} bytes`);
    return LENGTH + length;
  }

  #take(length: number): Uint8Array {
    if (this.#chunks[0]!.length < length) this.#join();
    const first = this.#chunks[0]!;
    this.#chunks[0] = first.subarray(length);
    if (first.length === length) this.#chunks.shift();
    this.#held -= length;
    return first.subarray(0, length);
  }

  #join(): void {
    const joined = new Uint8Array(this.#held);
    let at = 0;
    for (const chunk of this.#chunks) {
      joined.set(chunk, at);
      at += chunk.length;
    }
    this.#chunks = [joined];
  }
}

function parse(payload: Uint8Array): Message {
  let message: unknown;
  try {
    message = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload));
  } catch (cause) {
    throw invalid('it is not JSON', cause);
  }
  if (typeof message !== 'object' || message === null || Array.isArray(message)) throw invalid('it is not an object');
  return message as Message;
}

const invalid = (why: string, cause?: unknown): XylopipeError =>
  new XylopipeError('MESSAGE_INVALID', `what the Python process sent is no message: ${why}`, {
    who: 'samna bridge',
    ...(cause !== undefined && { cause }),
  });
