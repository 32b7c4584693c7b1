import { XylopipeError } from '../src/issues/error.js';

/** The error of ours that `run` throws; a test fails if there is none. */
export function thrownBy(run: () => unknown): XylopipeError {
  try {
    run();
  } catch (error) {
    if (error instanceof XylopipeError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
