import type { MappedSpec, Tensor } from '@xylopipe/core';

/** Largest magnitude. */
export const largest = (data: Int32Array): number => data.reduce((max, x) => Math.max(max, Math.abs(x)), 0);

type Weights = { readonly [F in 'weightsIn' | 'weightsRec' | 'weightsOut']: Tensor<Int32Array | Float64Array> };

/** Largest weight into each hidden, then each output neuron. */
export function largestPerTarget({ weightsIn, weightsRec, weightsOut }: Weights): number[] {
  const of = ({ shape, data }: Weights['weightsIn'], target: number): number => {
    const [, targets = 0, synapses = 1] = shape;
    return Array.from(data).reduce(
      (max, x, i) => (Math.floor(i / synapses) % targets === target ? Math.max(max, Math.abs(x)) : max),
      0,
    );
  };
  const [hidden = 0] = weightsRec.shape;
  const [, outputs = 0] = weightsOut.shape;
  return [
    ...Array.from({ length: hidden }, (_, n) => Math.max(of(weightsIn, n), of(weightsRec, n))),
    ...Array.from({ length: outputs }, (_, n) => of(weightsOut, n)),
  ];
}

export const everyNeuronHasWeights = (spec: MappedSpec): boolean =>
  largestPerTarget(spec).every((weight) => weight > 0);
