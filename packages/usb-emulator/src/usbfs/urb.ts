import type { ProcessMemory } from './process-memory.js';

/** Types of transfers (linux/usbdevice_fs.h). */
export const URB_TYPE = { control: 2, bulk: 3 } as const;

/** `struct usbdevfs_urb` on 64 bit systems: byte offsets of what is read and written. */
const URB = { type: 0, endpoint: 1, status: 4, buffer: 16, bufferLength: 24, actualLength: 28, bytes: 56 } as const;
const SETUP_BYTES = 8;

/** The first eight bytes of a control transfer (USB 2.0, 9.3). */
export interface Setup {
  readonly requestType: number;
  readonly request: number;
  readonly value: number;
  readonly index: number;
  readonly length: number;
}

/** A transfer that a client has asked for: a USB request block. */
export class Urb {
  /** Where the client keeps the structure, which is also its name. */
  readonly address: bigint;
  readonly type: number;
  readonly endpoint: number;
  /** Bytes to send, or room for what comes. */
  readonly length: number;
  readonly #buffer: bigint;
  #received: Uint8Array[] = [];
  #receivedBytes = 0;
  #status = 0;
  #actual = 0;

  private constructor(address: bigint, fields: Buffer) {
    this.address = address;
    this.type = fields.readUInt8(URB.type);
    this.endpoint = fields.readUInt8(URB.endpoint);
    this.length = fields.readInt32LE(URB.bufferLength);
    this.#buffer = fields.readBigUInt64LE(URB.buffer);
  }

  static read(memory: ProcessMemory, address: bigint): Urb {
    return new Urb(address, memory.read(address, URB.bytes));
  }

  /** Bytes that still have room. */
  get room(): number {
    return this.length - this.#receivedBytes;
  }

  /** The setup packet, which stands at the beginning of a control transfer's buffer. */
  setup(memory: ProcessMemory): Setup {
    const bytes = memory.read(this.#buffer, SETUP_BYTES);
    return {
      requestType: bytes.readUInt8(0),
      request: bytes.readUInt8(1),
      value: bytes.readUInt16LE(2),
      index: bytes.readUInt16LE(4),
      length: bytes.readUInt16LE(6),
    };
  }

  /** What the client sends. */
  outgoing(memory: ProcessMemory): Buffer {
    return memory.read(this.#buffer, this.length);
  }

  /** Adds what the device has sent; the bytes reach the client when it fetches the transfer. */
  receive(bytes: Uint8Array): void {
    this.#received.push(bytes);
    this.#receivedBytes += bytes.length;
  }

  /** Ends the transfer: 0 or a negative error number, and the bytes that were moved in `out` direction. */
  finish(status: number, sent = 0): void {
    this.#status = status;
    this.#actual = this.#receivedBytes + sent;
  }

  /** Gives the client its data, status and length. */
  writeBack(memory: ProcessMemory): void {
    let at = this.#buffer + (this.type === URB_TYPE.control ? BigInt(SETUP_BYTES) : 0n);
    for (const bytes of this.#received) {
      memory.write(at, bytes);
      at += BigInt(bytes.length);
    }
    memory.writeInt32(this.address + BigInt(URB.status), this.#status);
    memory.writeInt32(this.address + BigInt(URB.actualLength), this.#actual);
  }
}
