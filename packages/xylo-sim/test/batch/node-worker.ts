import { valueSymbol } from 'piscina';
import type { Answer } from '../../src/batch/answer.js';
import type { Evolved, Job } from '../../src/batch/job.js';
import * as worker from '../../src/node/worker.js';
import { befalls } from './mishaps.js';

if (process.env.XYLOPIPE_TEST_NO_WORKER) throw new Error('no worker today');

export const { open } = worker;

let last: Answer<Evolved> | undefined;

/** As every worker, with mishaps. Throws if the evolution before was sent as a copy. */
export function evolve(job: Job): unknown {
  if (last !== undefined && 'value' in last) {
    const kept = Object.values(last.value.value.signals).some(({ data }) => data.buffer.byteLength > 0);
    if (kept) throw new Error('the evolution was copied');
  }
  if (befalls(job)) return new Promise(() => {});
  const answer = worker.evolve(job);
  last = (answer as unknown as { [valueSymbol]: Answer<Evolved> })[valueSymbol];
  return answer;
}
