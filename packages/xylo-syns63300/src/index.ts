export { limits } from './limits.js';
export { memories } from './memories.js';
export { syns63300 } from './plugin.js';
export { registers } from './registers.js';
