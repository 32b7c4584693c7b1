import { EXIT, type ExitCode } from '../exit-codes.js';

/** Longest time that a timer can take. */
const LONG = 2 ** 31 - 1;

/**
 * Waits, and keeps the process alive, until the user interrupts. Whoever manages services terminates them, which is how they
 * end; by hand it is an interruption, as of every command.
 */
export function untilInterrupted(signal: AbortSignal): Promise<ExitCode> {
  return new Promise((resolve) => {
    const alive = setInterval(() => {}, LONG);
    const end = (): void => {
      clearInterval(alive);
      resolve(signal.reason === 'terminated' ? EXIT.done : EXIT.interrupted);
    };
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}
