export { type CompareOptions, compareEvolutions } from './compare-evolutions.js';
export { CAUSAL_ORDER, type Comparison, type Divergence, type SignalComparison } from './comparison.js';
export { formatComparison } from './format-comparison.js';
