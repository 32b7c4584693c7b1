import type { MappedSpec, QuantizedSpec, Tensor, TensorData } from '@xylopipe/core';
import { type FactorBounds, factorBounds, weightPairs } from './factor-bounds.js';
import { isInProportion } from './scaling.js';

/** What a whole number of each neuron's states is worth: quantized is about mapped times this. */
export interface Units {
  /** `(Nhidden)`, all > 0. */
  readonly hidden: Float64Array;
  /** `(Nout)`, all > 0. */
  readonly outputs: Float64Array;
}

/**
 * The factor of each neuron, read off the two specifications, so that any quantization will do: quantized threshold /
 * mapped threshold; where the weights say that the threshold was scaled besides, their own; where one of the two is 0 or
 * they differ in sign, the same of the largest weight into the neuron; else 1.
 * A neuron whose weights, threshold and bias are all multiplied with a factor > 0 spikes as before: it only says at which
 * level 16 bits and whole numbers lie.
 */
export function unitsOf(mapped: MappedSpec, quantized: QuantizedSpec): Units {
  const hidden = new Largest(mapped.threshold.length);
  hidden.look(mapped.weightsIn, quantized.weightsIn);
  hidden.look(mapped.weightsRec, quantized.weightsRec);
  const outputs = new Largest(mapped.thresholdOut.length);
  outputs.look(mapped.weightsOut, quantized.weightsOut);
  const pairs = weightPairs(mapped, quantized);
  const [ofHidden, ofOutputs] = [
    factorBounds(pairs.hidden, mapped.threshold.length),
    factorBounds(pairs.outputs, mapped.thresholdOut.length),
  ];
  return {
    hidden: hidden.factors(mapped.threshold, quantized.threshold, ofHidden),
    outputs: outputs.factors(mapped.thresholdOut, quantized.thresholdOut, ofOutputs),
  };
}

/** Real numbers as they are. */
export const sameUnits = ({ threshold, thresholdOut }: MappedSpec): Units => ({
  hidden: new Float64Array(threshold.length).fill(1),
  outputs: new Float64Array(thresholdOut.length).fill(1),
});

/** The largest weight into each neuron, before and after. */
class Largest {
  readonly #real: Float64Array;
  readonly #integer: Float64Array;

  constructor(neurons: number) {
    this.#real = new Float64Array(neurons);
    this.#integer = new Float64Array(neurons);
  }

  look({ shape, data }: Tensor, { data: integers }: Tensor<TensorData>): void {
    const [, targets = 0, synapses = 1] = shape;
    for (let i = 0; i < data.length; i++) {
      const target = Math.floor(i / synapses) % targets;
      if (Math.abs(data[i] as number) <= Math.abs(this.#real[target] as number)) continue;
      this.#real[target] = data[i] as number;
      this.#integer[target] = integers[i] as number;
    }
  }

  factors(threshold: Float64Array, integers: Int32Array, bounds: FactorBounds): Float64Array {
    return threshold.map((level, n) => {
      const integer = integers[n] as number;
      if (!isInProportion(level, integer, bounds, n)) return bounds.factor[n] as number;
      return factor(level, integer) ?? factor(this.#real[n] as number, this.#integer[n] as number) ?? 1;
    });
  }
}

/** `undefined` where the two numbers tell of none. */
function factor(real: number, integer: number): number | undefined {
  const quotient = integer / real;
  return quotient > 0 && Number.isFinite(quotient) ? quotient : undefined;
}
