/** What kind of timer one is. */
export interface TimerOptions {
  /** Nobody waits for it: it keeps no process alive. Default false. */
  readonly idle?: boolean | undefined;
}

/** Time and timers, so that deadlines can be tested without waiting. */
export interface Clock {
  /** Milliseconds from some beginning, never going back. */
  now(): number;
  /**
   * Calls `run` after `ms` milliseconds, unless the returned function is called before. Until then it keeps the process
   * alive, as somebody waits for what comes of it, unless it is `idle`.
   */
  after(ms: number, run: () => void, options?: TimerOptions): () => void;
}

/** The real time of the platform. */
export const systemClock: Clock = Object.freeze({
  now: () => performance.now(),
  after: (ms, run, { idle = false } = {}) => {
    const timer: unknown = setTimeout(run, ms);
    // Where timers are numbers, as in browsers, nothing is kept alive.
    if (idle) (timer as { unref?: () => void }).unref?.();
    return () => clearTimeout(timer as number);
  },
} satisfies Clock);
