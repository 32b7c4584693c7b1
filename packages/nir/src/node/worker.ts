import { parentPort, workerData } from 'node:worker_threads';
import { ready } from 'h5wasm';
import { serveNir } from '../worker/serve-nir.js';

await serveNir(
  workerData,
  () => ready,
  (answer) => parentPort?.postMessage(answer),
);
