import type { Clock, TimerOptions } from '../clock.js';

/**
 * Calls `run` after `ms` milliseconds and one turn of input more: where the process itself was held up, what has arrived
 * meanwhile is read first, and can still call the deadline off by the returned function.
 */
export function deadline(clock: Clock, ms: number, run: () => void, options: TimerOptions = {}): () => void {
  const readFirst = (): void => {
    stop = clock.after(0, run, options);
  };
  let stop = clock.after(ms, readFirst, options);
  return () => stop();
}
