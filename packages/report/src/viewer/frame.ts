/** Calls `draw` once before the next picture, however often it is asked to. */
export class Frame {
  readonly #draw: () => void;
  #request: number | undefined;

  constructor(draw: () => void) {
    this.#draw = draw;
  }

  /** Asks for a call. */
  ask(): void {
    this.#request ??= requestAnimationFrame(() => {
      this.#request = undefined;
      this.#draw();
    });
  }

  /** Calls at once: a page that is being printed has no next picture. */
  now(): void {
    this.close();
    this.#draw();
  }

  /** Takes back what was asked. */
  close(): void {
    if (this.#request !== undefined) cancelAnimationFrame(this.#request);
    this.#request = undefined;
  }
}
