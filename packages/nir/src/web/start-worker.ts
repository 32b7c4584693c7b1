import type { StartWorker } from '../worker/run-job.js';

/** What a worker without a script of its own is started with: bundlers know this URL as a worker's. */
export const ownWorker = (): Worker => new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });

/** Starts Web Workers. */
export const startOn =
  (open: () => Worker): StartWorker =>
  (job, hear, fail) => {
    const worker = open();
    worker.addEventListener('message', ({ data }) => hear(data));
    worker.addEventListener('messageerror', () => fail(new Error('its answer could not be read')));
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      fail(event.error ?? new Error(event.message || 'its script could not be loaded'));
    });
    try {
      worker.postMessage(job);
    } catch (error) {
      worker.terminate();
      throw error;
    }
    return { end: () => worker.terminate() };
  };
