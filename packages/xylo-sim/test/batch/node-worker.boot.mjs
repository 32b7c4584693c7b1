import { register } from 'tsx/esm/api';

register();
export const { open, evolve } = await import('./node-worker.ts');
