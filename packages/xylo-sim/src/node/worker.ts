import { threadId } from 'node:worker_threads';
import { move, transferableSymbol, valueSymbol, workerData } from 'piscina';
import { type Answer, answerOf, resultOf } from '../batch/answer.js';
import { buffersOf, type Job } from '../batch/job.js';
import { LoadedNetwork, type Opened } from '../batch/loaded-network.js';

const network = answerOf(() => new LoadedNetwork(workerData));

/** A thread that has come to loading its network. */
export interface OpenedThread {
  readonly threadId: number;
  /** What there is to say about the network, or why it cannot be simulated. */
  readonly answer: Answer<Opened>;
}

export const open = (): OpenedThread => ({ threadId, answer: answerOf(() => resultOf(network).opened) });

/** The `Answer<Evolved>` of a job, with a note for piscina to transfer its memory. */
export function evolve(job: Job): ReturnType<typeof move> {
  const answer = answerOf(() => resultOf(network).evolve(job));
  return move({ [transferableSymbol]: buffersOf(answer), [valueSymbol]: answer });
}
