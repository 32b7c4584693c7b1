import { register } from 'tsx/esm/api';

register();
await import('./web-worker.ts');
