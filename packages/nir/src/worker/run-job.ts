import { reasonOf, throwIfAborted, XylopipeError } from '@xylopipe/core';
import { type Answer, errorFrom } from './answer.js';
import type { NirJob, NirResult } from './nir-job.js';

/** A worker that does one job. */
interface OneJobWorker {
  /** Ends it, whatever it does; resolves when it is gone. */
  end(): Promise<void> | void;
}

/** How to start a worker on a job: it calls `hear` with all that it says, and `fail` if it dies. */
export type StartWorker = (
  job: NirJob,
  hear: (answer: Answer) => void,
  fail: (reason: unknown) => void,
) => OneJobWorker;

/**
 * What came of a job in a worker, which is gone when this settles.
 * @throws what the job threw; NIR_FILE_INVALID if the worker died of it, NIR_TOO_LARGE if it died for lack of memory,
 * NIR_TIMEOUT if it took too long, WORKER_CRASHED if it could not begin, ABORTED when `signal` fires.
 */
export async function runJob<J extends NirJob>(
  job: J,
  start: StartWorker,
  { timeout, signal }: { readonly timeout: number; readonly signal: AbortSignal | undefined },
): Promise<NirResult<J>> {
  throwIfAborted(signal, WHO);
  let worker: OneJobWorker | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let onAbort: (() => void) | undefined;
  try {
    return await new Promise<NirResult<J>>((resolve, reject) => {
      let begun = false;
      const hear = (answer: Answer): void => {
        if ('begun' in answer) begun = true;
        else if ('value' in answer) resolve(answer.value as NirResult<J>);
        else reject(errorFrom(answer.refusal));
      };
      const fail = (reason: unknown): void => reject(begun ? deathOf(reason) : failureToStart(reason));
      timer = setTimeout(() => reject(tooSlow(timeout)), timeout * 1000);
      onAbort = () => reject(aborted(signal));
      signal?.addEventListener('abort', onAbort);
      try {
        worker = start(job, hear, fail);
      } catch (cause) {
        reject(isUncloneable(cause) ? uncloneable(cause) : failureToStart(cause));
      }
    });
  } finally {
    clearTimeout(timer);
    if (onAbort !== undefined) signal?.removeEventListener('abort', onAbort);
    await worker?.end();
  }
}

const WHO = 'nir';

function aborted(signal: AbortSignal | undefined): unknown {
  try {
    throwIfAborted(signal, WHO);
  } catch (error) {
    return error;
  }
  return signal?.reason;
}

const tooSlow = (timeout: number): XylopipeError =>
  new XylopipeError('NIR_TIMEOUT', `the file was not done after ${timeout} s`, {
    hint: 'raise the option "timeout" if the file can be trusted',
  });

/** Node ends a thread by such an error when its heap is full. */
const HEAP_FULL = 'ERR_WORKER_OUT_OF_MEMORY';

function deathOf(cause: unknown): XylopipeError {
  const isFull = cause instanceof Error && 'code' in cause && cause.code === HEAP_FULL;
  if (isFull) {
    return new XylopipeError('NIR_TOO_LARGE', 'the file needs more memory than a worker has', {
      hint: 'raise the option "memory" if the file can be trusted',
      cause,
    });
  }
  return new XylopipeError('NIR_FILE_INVALID', `the HDF5 library died of the file: ${reasonOf(cause)}`, { cause });
}

const isUncloneable = (cause: unknown): boolean => cause instanceof DOMException && cause.name === 'DataCloneError';

const uncloneable = (cause: unknown): XylopipeError =>
  new XylopipeError('NIR_FILE_INVALID', `the graph is not made of data alone: ${reasonOf(cause)}`, { cause });

const failureToStart = (cause: unknown): XylopipeError =>
  new XylopipeError('WORKER_CRASHED', `a worker for the file could not be started: ${reasonOf(cause)}`, { cause });
