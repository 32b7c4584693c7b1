/** Time and timers, so that deadlines can be tested without waiting. */
export interface Clock {
  /** Milliseconds from some beginning, never going back. */
  now(): number;
  /** Calls `run` after `ms` milliseconds, unless the returned function is called before. Keeps no process alive. */
  after(ms: number, run: () => void): () => void;
}

/** The real time of the platform. */
export const systemClock: Clock = Object.freeze({
  now: () => performance.now(),
  after: (ms, run) => {
    const timer: unknown = setTimeout(run, ms);
    (timer as { unref?: () => void }).unref?.();
    return () => clearTimeout(timer as number);
  },
} satisfies Clock);
