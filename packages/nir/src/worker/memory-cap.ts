const PAGE = 65_536;

/**
 * Keeps the memories of WebAssembly in this thread from growing beyond a number of bytes: the module of the library takes
 * no such limit. For threads that are ours alone.
 */
export class MemoryCap {
  #hit = false;

  private constructor() {}

  static set(bytes: number): MemoryCap {
    const cap = new MemoryCap();
    const { prototype } = WebAssembly.Memory;
    const { grow } = prototype;
    prototype.grow = function (this: WebAssembly.Memory, pages: number): number {
      if (this.buffer.byteLength + pages * PAGE <= bytes) return grow.call(this, pages);
      cap.#hit = true;
      throw new RangeError(`there is no more memory than ${bytes} bytes`);
    };
    return cap;
  }

  /** Whether more was wanted. */
  get hit(): boolean {
    return this.#hit;
  }
}
