/** The last bytes of a text that comes in pieces. */
export class TextTail {
  readonly #limit: number;
  #bytes = new Uint8Array(0);

  constructor(limit: number) {
    this.#limit = limit;
  }

  push(chunk: Uint8Array): void {
    const joined = new Uint8Array(this.#bytes.length + chunk.length);
    joined.set(this.#bytes);
    joined.set(chunk, this.#bytes.length);
    this.#bytes = joined.slice(Math.max(0, joined.length - this.#limit));
  }

  /** What is left of it, without white space around. */
  toString(): string {
    return new TextDecoder().decode(this.#bytes).trim();
  }
}
