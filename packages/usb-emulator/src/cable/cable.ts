import type { Socket } from 'node:net';
import { deserialize, serialize } from 'node:v8';

const LENGTH_BYTES = 4;

/** Carries messages over a socket: a length, then the message as Node clones it. */
export class Cable<Out, In> {
  readonly #socket: Socket;
  #rest: Buffer = Buffer.alloc(0);

  constructor(socket: Socket, received: (message: In) => void) {
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => this.#read(chunk, received));
  }

  send(message: Out): void {
    const body = serialize(message);
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt32LE(body.length);
    this.#socket.write(length);
    this.#socket.write(body);
  }

  #read(chunk: Buffer, received: (message: In) => void): void {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    while (this.#rest.length >= LENGTH_BYTES) {
      const end = LENGTH_BYTES + this.#rest.readUInt32LE(0);
      if (this.#rest.length < end) return;
      const message = this.#rest.subarray(LENGTH_BYTES, end);
      this.#rest = this.#rest.subarray(end);
      received(deserialize(message) as In);
    }
  }
}
