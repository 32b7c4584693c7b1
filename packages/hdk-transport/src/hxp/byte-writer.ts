import { XylopipeError } from '@xylopipe/core';

/** Writes little endian fields into a buffer of fixed size that is used again and again. What does not fit is refused. */
export class ByteWriter {
  /** The buffer; written so far is `bytes[0..length)`. */
  readonly bytes: Uint8Array;
  readonly #view: DataView;
  #length = 0;

  constructor(capacity: number) {
    this.bytes = new Uint8Array(capacity);
    this.#view = new DataView(this.bytes.buffer);
  }

  get length(): number {
    return this.#length;
  }

  /** Bytes that still fit. */
  get room(): number {
    return this.bytes.length - this.#length;
  }

  /** Forgets what lies behind `length`. */
  rewind(length = 0): void {
    this.#length = length;
  }

  /** @throws VALUE_RANGE that names `field`, as all the others, and FRAME_TOO_LONG where the buffer ends. */
  u8(value: number, field: string): void {
    this.bytes[this.#field(1, value, 0, 0xff, field)] = value;
  }

  u16(value: number, field: string): void {
    this.#view.setUint16(this.#field(2, value, 0, 0xffff, field), value, true);
  }

  u32(value: number, field: string): void {
    this.#view.setUint32(this.#field(4, value, 0, 0xffffffff, field), value, true);
  }

  i32(value: number, field: string): void {
    this.#view.setInt32(this.#field(4, value, -0x80000000, 0x7fffffff, field), value, true);
  }

  /** Any finite number. */
  f64(value: number, field: string): void {
    if (!Number.isFinite(value)) refuse(value, 'a finite number', field);
    this.#view.setFloat64(this.skip(8), value, true);
  }

  /** The place of `value` among `values`. */
  oneOf<T>(values: readonly T[], value: T, field: string): void {
    const index = values.indexOf(value);
    if (index < 0) refuse(value, `one of ${values.join(', ')}`, field);
    this.u8(index, field);
  }

  /** UTF-8 behind its length in bytes, which is a u16. */
  text(value: string, field: string): void {
    if (/\p{Surrogate}/u.test(value)) refuse(JSON.stringify(value), 'well-formed Unicode', field);
    const utf8 = new TextEncoder().encode(value);
    this.u16(utf8.length, `${field} (bytes of UTF-8)`);
    this.bytes.set(utf8, this.skip(utf8.length));
  }

  /** Leaves room for `count` bytes and says where they begin. */
  skip(count: number): number {
    if (count > this.room)
      throw new XylopipeError('FRAME_TOO_LONG', `${this.#length + count} bytes do not fit into ${this.bytes.length}`, {
        who: 'hxp',
      });
    const at = this.#length;
    this.#length += count;
    return at;
  }

  #field(size: number, value: number, min: number, max: number, field: string): number {
    if (!(Number.isInteger(value) && value >= min && value <= max))
      refuse(value, `an integer of ${min} to ${max}`, field);
    return this.skip(size);
  }
}

function refuse(value: unknown, wanted: string, who: string): never {
  throw new XylopipeError('VALUE_RANGE', `${value} is not ${wanted}`, { who });
}
