export type { QuantizeCompat, QuantizeMethod, QuantizeOptions } from './options.js';
export { channelQuantize, globalQuantize, quantize, quantizeStage } from './quantize.js';
