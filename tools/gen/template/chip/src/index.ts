export { limits } from './limits.js';
export { myChip } from './plugin.js';
