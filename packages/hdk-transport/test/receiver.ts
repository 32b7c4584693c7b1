import type { Subscription } from 'rxjs';
import type { Link } from '../src/link/link.js';

/** Takes all bytes of a link and joins them, so that a test can ask for so many of them. */
export class Receiver {
  readonly #subscription: Subscription;
  #bytes = new Uint8Array(0);
  #wake: (() => void) | undefined;
  /** Why no more will come, as an observable says it. */
  outcome: 'completed' | { readonly error: unknown } | undefined;

  constructor(link: Link) {
    this.#subscription = link.received$.subscribe({
      next: (chunk) => {
        const joined = new Uint8Array(this.#bytes.length + chunk.length);
        joined.set(this.#bytes);
        joined.set(chunk, this.#bytes.length);
        this.#bytes = joined;
        // Chunks are ours: a link that still looks at them is found out.
        chunk.fill(0xee);
        this.#wake?.();
      },
      complete: () => this.#ended('completed'),
      error: (error: unknown) => this.#ended({ error }),
    });
  }

  /** The next `count` bytes, as soon as they are there. Rejects if they will never be. */
  async take(count: number): Promise<Uint8Array> {
    while (this.#bytes.length < count) {
      if (this.outcome !== undefined) throw new Error(`${this.#bytes.length} of ${count} bytes, then no more`);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const taken = this.#bytes.slice(0, count);
    this.#bytes = this.#bytes.slice(count);
    return taken;
  }

  /** Everything up to the end. */
  async rest(): Promise<Uint8Array> {
    while (this.outcome === undefined) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.take(this.#bytes.length);
  }

  leave(): void {
    this.#subscription.unsubscribe();
  }

  #ended(outcome: NonNullable<Receiver['outcome']>): void {
    this.outcome = outcome;
    this.#wake?.();
  }
}
