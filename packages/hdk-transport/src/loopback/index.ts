export type { Fault, FaultPlace, FaultRule } from './fault.js';
export { type LoopbackOptions, loopbackPair } from './loopback-pair.js';
export { FATAL_FAULTS, type FrameKind, PASSING_FAULTS, SESSION_FRAMES } from './session-faults.js';
export { VirtualClock } from './virtual-clock.js';
export { type FaultOptions, type FaultyLink, withFaults } from './with-faults.js';
