export { limits } from './limits.js';
export { syns61201 } from './plugin.js';
