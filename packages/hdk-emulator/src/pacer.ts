import type { Clock } from '@xylopipe/hdk-transport';

/** Ticks that a late pacer makes up for before it lets others run. */
const AT_ONCE = 64;
/** Milliseconds by which sums of times can be off. */
const ROUNDING = 1e-6;
/** What timers of all platforms can take, in milliseconds: of a longer time some make none at all. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Calls something at regular times of a clock: on average exactly so often, however late single timers are. */
export class Pacer {
  readonly #clock: Clock;
  readonly #tick: () => void;
  #cancel: (() => void) | undefined;

  constructor(clock: Clock, tick: () => void) {
    this.#clock = clock;
    this.#tick = tick;
  }

  get running(): boolean {
    return this.#cancel !== undefined;
  }

  /** Begins anew: the first tick is one period from now. */
  start(period: number): void {
    this.stop();
    this.#wait(period, this.#clock.now() + period);
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  #wait(period: number, due: number): void {
    // One that ends before it is due has no tick, and is followed by another.
    const cancel = this.#clock.after(Math.min(due - this.#clock.now(), LONGEST_TIMER), () => {
      let next = due;
      for (let i = 0; i < AT_ONCE && next <= this.#clock.now() + ROUNDING && this.#cancel === cancel; i++) {
        next += period;
        this.#tick();
      }
      // A tick can have stopped the pacer, or started it anew.
      if (this.#cancel === cancel) this.#wait(period, next);
    });
    this.#cancel = cancel;
  }
}
