// Node 20 loads no TypeScript into a worker, so that the sources need this; packages hold no trace of it.
import { register } from 'tsx/esm/api';

register();
await import('./worker.ts');
