import { throwIfAborted, XylopipeError } from '@xylopipe/core';
import { nameOf } from '@xylopipe/core/session';
import { type Answer, resultOf } from './answer.js';
import type { PoolOptions } from './batch-result.js';
import type { Evolved, Job } from './job.js';
import type { Opened } from './loaded-network.js';
import { refuseBadOptions } from './options-check.js';

/** Threads that have loaded one network. */
export interface Workers {
  readonly count: number;
  readonly opened: Opened;
  /**
   * Has an idle worker do the job, of which at most `count` may run at a time. Rejects with the cause if the worker dies
   * of it, and at once when `signal` fires, which ends the worker. A worker that is gone is replaced.
   */
  run(job: Job, signal: AbortSignal): Promise<Answer<Evolved>>;
  /** Ends all workers, whatever they do. May be called again. */
  close(): Promise<void>;
}

/** More are a mistake: each is a thread with the whole network. */
export const MAX_WORKERS = 256;

/** Throws before workers are started: `OPTIONS_INVALID`, `ABORTED`, `WORKERS_INVALID` unless there can be so many. */
export function refuseToStart(count: unknown, options: Pick<PoolOptions, 'signal'>, who: string): void {
  refuseBadOptions(options, who);
  throwIfAborted(options.signal, who);
  if (Number.isInteger(count) && Number(count) >= 1 && Number(count) <= MAX_WORKERS) return;
  const found = typeof count === 'number' ? String(count) : `of type ${nameOf(count)}`;
  throw new XylopipeError('WORKERS_INVALID', `the number of workers cannot be ${found}`, {
    who,
    hint: `give a whole number from 1 to ${MAX_WORKERS}, or nothing for as many as there are cores`,
  });
}

/**
 * Waits until all workers have loaded their network, and returns what there is to say about it. Throws what loading
 * threw, `ABORTED`, or `WORKER_CRASHED` if one has not come to that.
 */
export async function allOpen(
  openings: Promise<readonly Answer<Opened>[]>,
  who: string,
  signal: AbortSignal | undefined,
): Promise<Opened> {
  const answers = await openings.catch((cause: unknown) => {
    throwIfAborted(signal, who);
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new XylopipeError('WORKER_CRASHED', `a worker could not be started: ${reason}`, { who, cause });
  });
  return answers.map(resultOf)[0] as Opened;
}
