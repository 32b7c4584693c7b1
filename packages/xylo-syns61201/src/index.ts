export { limits } from './limits.js';
export { memories } from './memories.js';
export { syns61201 } from './plugin.js';
export { frontEndRegisters, registers } from './registers.js';
