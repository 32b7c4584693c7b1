export { DASH_ROUNDINGS, type DashRounding } from './dashes.js';
export type { LintLimits, LintOptions } from './lint/lint-limits.js';
export { lintQuantization, type QuantizationLint } from './lint/lint-quantization.js';
export type { NeuronLint } from './lint/neuron-lint.js';
export { QUANTIZE_METHODS } from './option-issues.js';
export type { QuantizeCompat, QuantizeMethod, QuantizeOptions } from './options.js';
export { channelQuantize, globalQuantize, quantize, quantizeStage } from './quantize.js';
