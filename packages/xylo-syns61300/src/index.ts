export { limits } from './limits.js';
export { syns61300 } from './plugin.js';
