import { FrameError } from './frame-error.js';

/** Reads little endian fields of bytes that are not to be trusted: past their end is an error, never `undefined`. */
export class ByteReader {
  readonly bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Where the next field begins. */
  get at(): number {
    return this.#at;
  }

  u8(field: string): number {
    return this.bytes[this.skip(1, field)]!;
  }

  u16(field: string): number {
    return this.#view.getUint16(this.skip(2, field), true);
  }

  u32(field: string): number {
    return this.#view.getUint32(this.skip(4, field), true);
  }

  i32(field: string): number {
    return this.#view.getInt32(this.skip(4, field), true);
  }

  f64(field: string): number {
    const value = this.#view.getFloat64(this.skip(8, field), true);
    if (!Number.isFinite(value)) this.refuse(`${field} is ${value}`, 8);
    return value === 0 ? 0 : value;
  }

  text(field: string): string {
    const length = this.u16(`length of ${field}`);
    const from = this.skip(length, field);
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
        this.bytes.subarray(from, from + length),
      );
    } catch {
      return this.refuse(`${field} is not UTF-8`, length);
    }
  }

  /** A byte that must be one of a few. */
  oneOf<T>(values: readonly T[], field: string): T {
    const index = this.u8(field);
    if (index >= values.length) this.refuse(`${field} ${index} has no meaning`, 1);
    return values[index]!;
  }

  /** Passes over `count` bytes and says where they begin. */
  skip(count: number, field: string): number {
    const at = this.#at;
    if (count > this.bytes.length - at)
      this.refuse(`${field} needs ${count} bytes, ${this.bytes.length - at} are left`, 0);
    this.#at += count;
    return at;
  }

  /** Nothing may follow. */
  end(): void {
    const left = this.bytes.length - this.#at;
    if (left > 0) this.refuse(`${left} bytes follow the last field`, 0);
  }

  /** @throws FRAME_INVALID at the field of `size` bytes that was read last. */
  refuse(message: string, size: number): never {
    throw new FrameError(message, this.#at - size);
  }
}
