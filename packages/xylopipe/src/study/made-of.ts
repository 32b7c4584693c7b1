import { type MappedSpec, type QuantizedSpec, specSizes, type Tensor, type TensorData } from '@xylopipe/core';

/** How many neurons have weights that quantization cannot have made of those of a network. */
export interface OtherWeights {
  readonly neurons: number;
  /** Of all neurons, hidden and outputs. */
  readonly all: number;
}

/**
 * Whether weights in whole numbers are of a network in real ones, whoever quantized it and how: to multiply, round and clip
 * the weights into a neuron keeps their signs, and leaves none larger than one that was larger. Where a neuron has few
 * weights other than 0, another network may have the like; thresholds and time constants are not looked at, as options
 * of the quantization change them. Both have the same sizes.
 */
export function otherWeights(mapped: MappedSpec, quantized: QuantizedSpec): OtherWeights {
  const { hidden, outputs } = specSizes(mapped);
  const otherInto = (fields: readonly ('weightsIn' | 'weightsRec' | 'weightsOut')[], count: number): number => {
    const isOther = new Uint8Array(count);
    for (const field of fields) markOthers(mapped[field], quantized[field], isOther);
    return isOther.reduce((sum, one) => sum + one, 0);
  };
  const neurons = otherInto(['weightsIn', 'weightsRec'], hidden) + otherInto(['weightsOut'], outputs);
  return { neurons, all: hidden + outputs };
}

/** Weights closer than this part of the larger may have been the other way round, as files round them. */
const ROUNDED = 1e-6;

function markOthers(real: Tensor, integers: Tensor<TensorData>, isOther: Uint8Array): void {
  const [sources = 0, targets = 0, synapses = 1] = real.shape;
  for (let target = 0; target < targets; target++) {
    const into: (readonly [weight: number, integer: number])[] = [];
    for (let source = 0; source < sources; source++) {
      const start = (source * targets + target) * synapses;
      for (let i = start; i < start + synapses; i++) {
        const [weight, integer] = [real.data[i] as number, integers.data[i] as number];
        if (integer * weight < 0 || (weight === 0 && integer !== 0)) isOther[target] = 1;
        into.push([Math.abs(weight), Math.abs(integer)]);
      }
    }
    if (isOther[target] === 0 && !keepsOrder(into)) isOther[target] = 1;
  }
}

/** Whether no weight is larger than one that was larger. */
function keepsOrder(weights: (readonly [weight: number, integer: number])[]): boolean {
  weights.sort(([a], [b]) => a - b);
  // The largest integer among weights that are smaller for certain.
  let largest = 0;
  let behind = 0;
  for (const [weight, integer] of weights) {
    for (let next = weights[behind]; next !== undefined && next[0] < weight * (1 - ROUNDED); next = weights[++behind]) {
      largest = Math.max(largest, next[1]);
    }
    if (integer < largest) return false;
  }
  return true;
}
