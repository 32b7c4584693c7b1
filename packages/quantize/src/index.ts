export { DASH_ROUNDINGS, type DashRounding } from './dashes.js';
export { QUANTIZE_METHODS } from './option-issues.js';
export type { QuantizeCompat, QuantizeMethod, QuantizeOptions } from './options.js';
export { channelQuantize, globalQuantize, quantize, quantizeStage } from './quantize.js';
