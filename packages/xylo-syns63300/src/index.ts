export { limits } from './limits.js';
export { syns63300 } from './plugin.js';
export { registers } from './registers.js';
