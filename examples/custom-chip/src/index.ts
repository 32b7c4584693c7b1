export { limits } from './limits.js';
export { dale } from './plugin.js';
