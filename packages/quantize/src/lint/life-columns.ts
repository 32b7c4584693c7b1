import { type MappedSpec, type QuantizedSpec, specSizes, type Tensor, type TensorData } from '@xylopipe/core';
import type { NeuronLint } from './neuron-lint.js';
import type { NeuronPairs } from './neuron-pairs.js';

type Weights = Pick<NeuronLint, 'weights' | 'rangeBits'>;

/** Neurons that lost all that could make them spike. */
export function deadNeurons({ bias, threshold, isAlias }: NeuronPairs, { weights, rangeBits }: Weights): Uint8Array {
  const isDead = (n: number): boolean =>
    (weights[n] as number) > 0 &&
    rangeBits[n] === 0 &&
    isAlias[n] === 0 &&
    (bias.quantized[n] as number) <= 0 &&
    (threshold.quantized[n] as number) > 0;
  return Uint8Array.from(weights, (_, n) => Number(isDead(n)));
}

/** Hidden neurons that led to others and now lead to none, nor have an alias. */
export function cutOffNeurons(mapped: MappedSpec, quantized: QuantizedSpec): Uint8Array {
  const [before, after] = [leadSomewhere(mapped), leadSomewhere(quantized)];
  return before.map((led, n) => Number(led === 1 && after[n] === 0 && quantized.aliases[n]?.length === 0));
}

/** 1 for each hidden neuron with a weight that is not 0, to another one or to an output. */
function leadSomewhere(spec: MappedSpec | QuantizedSpec): Uint8Array {
  const { hidden, outputExpansion } = specSizes(spec);
  const leads = new Uint8Array(hidden);
  const mark = ({ shape, data }: Tensor<TensorData>, first: number): void => {
    const [sources = 0] = shape;
    const perSource = data.length / sources;
    for (let i = 0; i < data.length; i++) if (data[i] !== 0) leads[first + Math.floor(i / perSource)] = 1;
  };
  mark(spec.weightsRec, 0);
  mark(spec.weightsOut, hidden - outputExpansion);
  return leads;
}
