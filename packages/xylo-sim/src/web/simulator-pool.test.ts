import { describePools } from '../../test/batch/pool-contract.js';
import { ThreadWorker } from '../../test/batch/thread-worker.js';
import { SimulatorPool } from './simulator-pool.js';

const script = new URL('../../test/batch/web-worker.boot.mjs', import.meta.url);
const worker = () => new ThreadWorker(script) as unknown as Worker;

describePools('on Web Workers', (source, options) => SimulatorPool.open(source, { ...options, worker }));
