export { limits } from './limits.js';
export { memories } from './memories.js';
export { syns65302 } from './plugin.js';
export { registers } from './registers.js';
