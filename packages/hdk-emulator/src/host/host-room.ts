import type { Clock } from '@xylopipe/hdk-transport';
import type { HostSession } from '@xylopipe/hdk-transport/device';

/** Milliseconds that a board waits for a host that takes nothing. */
const PATIENCE = 1000;

/**
 * Waits for a slow host, so that it loses no readouts; a host that takes nothing at all is not waited for any more until it has
 * room again, and loses what does not fit, as with any board.
 */
export class HostRoom {
  readonly #clock: Clock;
  #host: HostSession | undefined;
  #givenUp = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Who listens now, if anybody. */
  set host(host: HostSession | undefined) {
    this.#host = host;
    this.#givenUp = false;
  }

  /** Resolves when the host has room, or is not waited for. */
  wait(): Promise<void> {
    const host = this.#host;
    if (host === undefined || this.#givenUp) return Promise.resolve();
    return new Promise((resolve) => {
      const stopTimer = this.#clock.after(PATIENCE, () => {
        this.#givenUp = this.#host === host;
        resolve();
      });
      void host.room().then(() => {
        stopTimer();
        if (this.#host === host) this.#givenUp = false;
        resolve();
      });
    });
  }
}
