import type { Job } from '../../src/batch/job.js';
import * as worker from '../../src/node/worker.js';
import { befalls } from './mishaps.js';

if (process.env.XYLOPIPE_TEST_NO_WORKER) throw new Error('no worker today');

export const { open } = worker;

/** As every worker, with mishaps. */
export const evolve = (job: Job): unknown => (befalls(job) ? new Promise(() => {}) : worker.evolve(job));
