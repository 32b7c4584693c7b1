export { limits } from './limits.js';
export { syns65302 } from './plugin.js';
