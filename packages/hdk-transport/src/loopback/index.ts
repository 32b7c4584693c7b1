export { type LoopbackOptions, loopbackPair } from './loopback-pair.js';
export { VirtualClock } from './virtual-clock.js';
