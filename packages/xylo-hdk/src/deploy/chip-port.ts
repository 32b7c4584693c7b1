import { type Issue, isXylopipeError, throwIfAborted, XylopipeError } from '@xylopipe/core';
import { type Bus, BusError, type Operation, type OperationResult } from '@xylopipe/hdk-transport';
import { chipError } from '../board/chip-error.js';

/** A list of operations' results. */
export type Results = readonly OperationResult[];

/** How one chip's operations are run: rejects with errors that name the chip. */
export type RunOperations = (operations: readonly Operation[]) => Promise<Results>;

/**
 * Runs operations on a bus for a chip. No other way leads from here to a bus, so a board that its vendor's driver configures
 * never gets a word of ours, whoever asks for it.
 * @throws ABORTED as soon as the signal says so, whether or not the bus listens; OPERATION_INVALID for words of ours to a
 * board that is not ours to write
 */
export function runOn(
  bus: Bus,
  chipId: string,
  { signal, timeout }: { readonly signal?: AbortSignal | undefined; readonly timeout?: number | undefined } = {},
): RunOperations {
  return async (operations) => {
    try {
      refuseOurWords(bus, operations);
      return await abortable(bus.run(operations, { signal, timeout }), signal, chipId);
    } catch (error) {
      throwIfAborted(signal, chipId);
      throw chipError(chipId, error);
    }
  };
}

/** Operations that put words of ours onto a board. */
const WRITES: readonly Operation['op'][] = ['writeRegister', 'modifyRegister', 'writeMemory'];

function refuseOurWords({ configure }: Bus, operations: readonly Operation[]): void {
  if (configure === undefined) return;
  const issues = operations.flatMap(({ op }, index): Issue[] =>
    WRITES.includes(op)
      ? [{ code: 'VENDOR_BOARD', severity: 'error', at: ['operations', index], message: `${op} is not for this board` }]
      : [],
  );
  if (issues.length === 0) return;
  throw new BusError('OPERATION_INVALID', "a board that its vendor's driver configures gets no words of ours", {
    issues,
  });
}

/** Whether a call was refused, or given up, before anything of it was sent. */
export function sentNothing(error: unknown): boolean {
  if (error instanceof BusError) return UNSENT.includes(error.code) && error.outcome === 'not-sent';
  return isXylopipeError(error) && sentNothing(error.cause);
}

/** Of a bus that goes on. */
const UNSENT: readonly string[] = ['OPERATION_INVALID', 'BUS_TIMEOUT', 'ABORTED'];

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
