/**
 * Turns of the event loop, for work that must let others run.
 * A turn is a message to oneself: it queues behind what is waiting, without the delay that timers have.
 */
export class Turns {
  readonly #channel = new MessageChannel();

  /** Resolves in a later turn. One at a time. */
  next(): Promise<void> {
    return new Promise((resolve) => {
      this.#channel.port1.onmessage = () => resolve();
      this.#channel.port2.postMessage(undefined);
    });
  }

  /** Lets go of the event loop. */
  close(): void {
    this.#channel.port1.close();
  }
}
