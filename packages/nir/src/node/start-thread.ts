import { Worker } from 'node:worker_threads';
import type { StartWorker } from '../worker/run-job.js';

/**
 * Out of the sources the TypeScript beside this file, with the sources of other packages. Options that the process was
 * started with are not for the thread: `--input-type` would keep it from starting.
 */
const script: { readonly url: URL; readonly execArgv: string[] } = import.meta.url.endsWith('.ts')
  ? { url: new URL('./boot.mjs', import.meta.url), execArgv: ['--conditions=@xylopipe/source'] }
  : { url: new URL('./worker.js', import.meta.url), execArgv: [] };

/** Starts a thread of Node. It prints nothing, and sees nothing of the environment. */
export const startThread: StartWorker = (job, hear, fail) => {
  const { url, execArgv } = script;
  const thread = new Worker(url, {
    workerData: job,
    env: {},
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: job.memory / 2 ** 20 },
    execArgv,
  });
  thread.on('message', hear);
  thread.on('messageerror', fail);
  thread.on('error', fail);
  thread.on('exit', (code) => fail(new Error(`the thread ended with code ${code}`)));
  return { end: async () => void (await thread.terminate()) };
};
