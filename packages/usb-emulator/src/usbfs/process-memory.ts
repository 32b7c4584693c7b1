import { closeSync, openSync, readSync, writeSync } from 'node:fs';

/**
 * Memory of a process that has called us. A FUSE file gets the arguments of ioctls by value only; structures behind
 * pointers, and the buffers of transfers, are reached through `/proc/<thread>/mem`.
 */
export class ProcessMemory {
  readonly #file: number;

  constructor(thread: number) {
    this.#file = openSync(`/proc/${thread}/mem`, 'r+');
  }

  read(address: bigint, length: number): Buffer {
    const bytes = Buffer.allocUnsafe(length);
    for (let done = 0; done < length; ) {
      const count = readSync(this.#file, bytes, done, length - done, Number(address) + done);
      if (count === 0) throw new Error(`cannot read ${length} bytes of the client at 0x${address.toString(16)}`);
      done += count;
    }
    return bytes;
  }

  write(address: bigint, bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length; ) {
      done += writeSync(this.#file, bytes, done, bytes.length - done, Number(address) + done);
    }
  }

  readUint32(address: bigint): number {
    return this.read(address, 4).readUInt32LE(0);
  }

  writeInt32(address: bigint, value: number): void {
    const bytes = Buffer.alloc(4);
    bytes.writeInt32LE(value);
    this.write(address, bytes);
  }

  writePointer(address: bigint, value: bigint): void {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64LE(value);
    this.write(address, bytes);
  }

  close(): void {
    closeSync(this.#file);
  }
}
