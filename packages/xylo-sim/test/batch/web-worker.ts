import { parentPort } from 'node:worker_threads';
import type { Request } from '../../src/web/serve-simulator.js';
import { serveSimulator, type WorkerScope } from '../../src/web/serve-simulator.js';
import { befalls } from './mishaps.js';

/** The inside of a worker of a browser, as far as it is needed, on a thread of Node, and with mishaps. */
const scope: WorkerScope = {
  addEventListener: (_, listener) => {
    parentPort?.on('message', (data: Request) => {
      if ('job' in data && befalls(data.job)) return;
      listener(new MessageEvent('message', { data }));
    });
  },
  postMessage: (message, { transfer }) => parentPort?.postMessage(message, transfer),
};

serveSimulator(scope);
