export { evolve } from './evolve';
export * from './network';
