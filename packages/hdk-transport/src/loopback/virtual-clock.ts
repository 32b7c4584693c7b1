import type { Clock } from '../clock.js';

interface Timer {
  readonly due: number;
  readonly run: () => void;
}

/** A clock that stands still until it is told to go on: deadlines are tested without waiting. */
export class VirtualClock implements Clock {
  #now = 0;
  /** By due time, and of equal ones in the order of their setting. */
  readonly #timers: Timer[] = [];

  /** Milliseconds since the clock was made. */
  now(): number {
    return this.#now;
  }

  after(ms: number, run: () => void): () => void {
    const timer: Timer = { due: this.#now + Math.max(0, ms), run };
    const later = this.#timers.findIndex(({ due }) => due > timer.due);
    this.#timers.splice(later < 0 ? this.#timers.length : later, 0, timer);
    return () => {
      const index = this.#timers.indexOf(timer);
      if (index >= 0) this.#timers.splice(index, 1);
    };
  }

  /** Timers that are set and have not run. */
  get pending(): number {
    return this.#timers.length;
  }

  /** When the next timer is due; undefined where there is none. */
  get nextDue(): number | undefined {
    return this.#timers[0]?.due;
  }

  /**
   * Lets `ms` milliseconds pass and runs what becomes due, in order, each at its time, also what is set meanwhile.
   * Promises that a timer settles are followed only after the return: for a chain of those take one step at a time.
   * @throws RangeError where `ms` is negative or no number
   */
  advance(ms: number): void {
    if (!(ms >= 0)) throw new RangeError(`a clock cannot advance by ${ms} ms`);
    const until = this.#now + ms;
    for (let timer = this.#timers[0]; timer !== undefined && timer.due <= until; timer = this.#timers[0]) {
      this.#timers.shift();
      this.#now = timer.due;
      timer.run();
    }
    this.#now = until;
  }

  /** Goes to when the next timer is due and runs all that are due then. False where there is none. */
  step(): boolean {
    if (this.nextDue === undefined) return false;
    this.advance(this.nextDue - this.#now);
    return true;
  }
}
