import type { MappedSpec, QuantizedSpec, Tensor, TensorData } from '@xylopipe/core';

/** What a whole number of each neuron's states is worth: quantized is about mapped times this. */
export interface Units {
  /** `(Nhidden)`, all > 0. */
  readonly hidden: Float64Array;
  /** `(Nout)`, all > 0. */
  readonly outputs: Float64Array;
}

/**
 * The factor of each neuron, read off the two specifications, so that any quantization will do: quantized threshold /
 * mapped threshold; where one of them is 0 or they differ in sign, the same of the largest weight into the neuron; else 1.
 * A neuron whose weights, threshold and bias are all multiplied with a factor > 0 spikes as before: it only says at which
 * level 16 bits and whole numbers lie.
 */
export function unitsOf(mapped: MappedSpec, quantized: QuantizedSpec): Units {
  const hidden = new Largest(mapped.threshold.length);
  hidden.look(mapped.weightsIn, quantized.weightsIn);
  hidden.look(mapped.weightsRec, quantized.weightsRec);
  const outputs = new Largest(mapped.thresholdOut.length);
  outputs.look(mapped.weightsOut, quantized.weightsOut);
  return {
    hidden: hidden.factors(mapped.threshold, quantized.threshold),
    outputs: outputs.factors(mapped.thresholdOut, quantized.thresholdOut),
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

  factors(threshold: Float64Array, integers: Int32Array): Float64Array {
    return threshold.map(
      (level, n) =>
        factor(level, integers[n] as number) ?? factor(this.#real[n] as number, this.#integer[n] as number) ?? 1,
    );
  }
}

/** `undefined` where the two numbers tell of none. */
function factor(real: number, integer: number): number | undefined {
  const quotient = integer / real;
  return quotient > 0 && Number.isFinite(quotient) ? quotient : undefined;
}
