import type { MappedSpec, Tensor } from '@xylopipe/core';
import type { Settings } from './options.js';
import { limitedScale, type Scales } from './scale.js';

/** One factor per neuron, from the weights of all its synapses; its bias is not counted. */
export function channelScales(spec: MappedSpec, settings: Settings): Scales {
  const { hidden, output } = channelMagnitudes(spec);
  const limited = (magnitudes: Float64Array, threshold: Float64Array): Float64Array =>
    magnitudes.map((magnitude, n) => limitedScale(magnitude, Math.abs(threshold[n] as number), settings));
  return { hidden: limited(hidden, spec.threshold), output: limited(output, spec.thresholdOut) };
}

/** Largest magnitude of a weight into each neuron, `(Nhidden)` and `(Nout)`. */
export function channelMagnitudes(spec: MappedSpec): { readonly hidden: Float64Array; readonly output: Float64Array } {
  const hidden = new Float64Array(spec.threshold.length);
  raise(hidden, spec.weightsIn);
  raise(hidden, spec.weightsRec);
  const output = new Float64Array(spec.thresholdOut.length);
  raise(output, spec.weightsOut);
  return { hidden, output };
}

/** Raises each neuron's magnitude to that of its largest weight. The first neurons are the targets of a narrower matrix. */
function raise(magnitudes: Float64Array, { shape, data }: Tensor): void {
  const [, targets = 0, synapses = 1] = shape;
  for (let i = 0; i < data.length; ) {
    for (let target = 0; target < targets; target++) {
      for (let synapse = 0; synapse < synapses; synapse++, i++) {
        const magnitude = Math.abs(data[i] as number);
        if (magnitude > (magnitudes[target] as number)) magnitudes[target] = magnitude;
      }
    }
  }
}
