export { evolve } from './evolve';
export * from './network';
export { cutRows, weightsEnd } from './rows';
export { TAPS } from './record';
