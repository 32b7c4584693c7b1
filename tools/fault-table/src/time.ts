import { VirtualClock } from '@xylopipe/hdk-transport/loopback';

/** Real milliseconds after which what still goes on hangs, whatever its clock says. */
const WATCHDOG = 15_000;

/** Thrown where something neither succeeds nor fails in its time. */
export class HangError extends Error {}

/** Time that passes only while nothing else happens: deadlines are met without waiting for them. */
export class Time {
  readonly clock = new VirtualClock();
  readonly #quiet: () => Promise<void>;
  readonly #speed: number;

  /**
   * @param quiet - resolves when everything has happened that needs no time, as far as that can be known.
   * @param speed - how much faster than real time it passes at most, where another process has to keep up. Default: any.
   */
  constructor(quiet: () => Promise<void>, speed = Number.POSITIVE_INFINITY) {
    this.#quiet = quiet;
    this.#speed = speed;
  }

  /** Lets time pass until the promise settles. @throws HangError after so many milliseconds of it */
  async until<T>(promise: Promise<T>, deadline: number): Promise<T> {
    const watch = { open: true };
    const done = (): void => {
      watch.open = false;
    };
    promise.then(done, done);
    const latest = this.clock.now() + deadline;
    const latestReal = performance.now() + WATCHDOG;
    for (;;) {
      await this.#quiet();
      if (!watch.open) return promise;
      const { nextDue } = this.clock;
      // Where time is over, what goes on outside of this process may still come to its end.
      if (performance.now() > latestReal) throw new HangError(`no end after ${deadline} ms, and ${WATCHDOG} real ones`);
      if (nextDue === undefined || nextDue > latest) continue;
      const wait = (nextDue - this.clock.now()) / this.#speed;
      if (wait > 0) await sleep(wait);
      if (watch.open && this.clock.nextDue === nextDue) this.clock.step();
    }
  }

  /** Lets so many milliseconds pass. */
  async pass(ms: number): Promise<void> {
    await this.until(
      new Promise<void>((resolve) => {
        this.clock.after(ms, resolve);
      }),
      ms,
    );
  }
}

/** So many turns of the event loop, and a moment for timers of the platform. */
export const turns = (count: number, ms = 0) => {
  return async (): Promise<void> => {
    for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve));
    await sleep(ms);
  };
};

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
