export { limits } from './limits.js';
export { syns65300 } from './plugin.js';
