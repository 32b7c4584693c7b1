/** Wakes everybody who waits for something to change; they look for themselves what has. */
export class Bell {
  #waiting: (() => void)[] = [];

  /** Resolves when the bell is rung the next time. */
  rung(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  ring(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }
}
