import { XylopipeError } from '@xylopipe/core';
import type { Hdf5Library } from '../hdf5/hdf5-library.js';
import { type Answer, refusalOf } from './answer.js';
import { MemoryCap } from './memory-cap.js';
import { type NirJob, workOn } from './nir-job.js';

/** Does one job in the thread of a worker, and says what came of it. Throws nothing. */
export async function serveNir(
  job: NirJob,
  load: () => Promise<Hdf5Library>,
  say: (answer: Answer) => void,
): Promise<void> {
  const cap = MemoryCap.set(job.memory);
  const library = await load();
  say({ begun: true });
  try {
    say({ value: workOn(library, job) });
  } catch (error) {
    say({ refusal: refusalOf(cap.hit ? outOfMemory(job.memory, error) : error) });
  }
}

const outOfMemory = (memory: number, cause: unknown): XylopipeError =>
  new XylopipeError('NIR_TOO_LARGE', `the file needs more memory than ${memory / 2 ** 20} MiB`, {
    hint: 'raise the option "memory" if the file can be trusted',
    cause,
  });
