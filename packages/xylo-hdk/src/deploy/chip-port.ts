import { throwIfAborted, XylopipeError } from '@xylopipe/core';
import type { Bus, Operation, OperationResult } from '@xylopipe/hdk-transport';
import { chipError } from '../board/chip-error.js';

/** A list of operations' results. */
export type Results = readonly OperationResult[];

/** How one chip's operations are run: rejects with errors that name the chip. */
export type RunOperations = (operations: readonly Operation[]) => Promise<Results>;

/**
 * Runs operations on a bus for a chip.
 * @throws ABORTED as soon as the signal says so, whether or not the bus listens.
 */
export function runOn(
  bus: Bus,
  chipId: string,
  { signal, timeout }: { readonly signal?: AbortSignal | undefined; readonly timeout?: number | undefined } = {},
): RunOperations {
  return async (operations) => {
    try {
      return await abortable(bus.run(operations, { signal, timeout }), signal, chipId);
    } catch (error) {
      throwIfAborted(signal, chipId);
      throw chipError(chipId, error);
    }
  };
}

/** What a call rejects with whose signal is aborted. */
export const abortError = (signal: AbortSignal | undefined, chipId: string): XylopipeError =>
  new XylopipeError('ABORTED', 'the run was cancelled', { who: chipId, cause: signal?.reason });

/** The same promise, but for a signal that is aborted first. What comes of it then is given to `late`. */
export function abortable<T>(
  promise: Promise<T>,
  signal: AbortSignal | undefined,
  chipId: string,
  late: (value: T) => void = () => {},
): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    let aborted = false;
    const abort = (): void => {
      aborted = true;
      reject(abortError(signal, chipId));
    };
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
    promise
      .then((value) => (aborted ? late(value) : resolve(value)), reject)
      .finally(() => signal.removeEventListener('abort', abort));
  });
}
