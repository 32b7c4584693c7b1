import { type MappedSpec, roundHalfEven, specSizes, XylopipeError } from '@xylopipe/core';
import { fullFactor } from '../factors.js';
import { groupsOf } from '../groups.js';
import { hiddenOf, magnitudes, outputOf } from '../magnitudes.js';
import type { Settings } from '../options.js';
import { type ScaledFields, scaleByNeuron, scaleByTarget } from '../scale.js';

/**
 * The channel method with the values of Rockpool 3.0.3. It differs from the correct one in that
 * - a threshold below minus its limit turns the sign of the neuron's weights, and its own;
 * - the threshold of a neuron without weights is never limited;
 * - the biases ignore the limit, and with one synapse the hidden ones are not scaled at all.
 *
 * Not reproduced: that it overwrites the caller's biases, and the failures on arrays of size 0.
 * @throws REFERENCE_FAILS where Rockpool ends with an `IndexError`: the first hidden neuron that takes no input weights
 * (number Nien) has a threshold over the limit.
 */
export function rockpoolChannel(spec: MappedSpec, settings: Settings): ScaledFields {
  const groups = groupsOf(spec, 'channel');
  const hiddenMagnitudes = magnitudes(hiddenOf(spec), groups.hidden, settings);
  const outputMagnitudes = magnitudes(outputOf(spec), groups.output, settings);
  const full = (of: Float64Array): Float64Array => of.map((magnitude) => fullFactor(magnitude, settings));
  const hidden = full(hiddenMagnitudes);
  const output = full(outputMagnitudes);

  const limited = (factors: Float64Array, of: Float64Array, threshold: Float64Array): Float64Array =>
    factors.map((factor, n) => (of[n] === 0 ? factor : signedLimit(factor, threshold[n] as number, settings)));
  const limitedHidden = limited(hidden, hiddenMagnitudes, spec.threshold);
  const limitedOutput = limited(output, outputMagnitudes, spec.thresholdOut);

  const { inputExpansion, synapses } = specSizes(spec);
  if (limitedHidden[inputExpansion] !== hidden[inputExpansion]) throw referenceFails(spec, inputExpansion);
  return {
    weightsIn: scaleByTarget(spec.weightsIn, limitedHidden),
    weightsRec: scaleByTarget(spec.weightsRec, limitedHidden),
    weightsOut: scaleByTarget(spec.weightsOut, limitedOutput),
    threshold: scaleByNeuron(spec.threshold, limitedHidden),
    thresholdOut: scaleByNeuron(spec.thresholdOut, limitedOutput),
    bias: synapses === 1 ? spec.bias.map(roundHalfEven) : scaleByNeuron(spec.bias, hidden),
    biasOut: scaleByNeuron(spec.biasOut, output),
  };
}

/** `factor` unless the threshold is over its limit; below minus the limit the result is negative. */
function signedLimit(factor: number, threshold: number, { maxThreshold }: Settings): number {
  return Math.abs(roundHalfEven(threshold * factor)) > maxThreshold ? maxThreshold / threshold : factor;
}

const referenceFails = ({ chipId }: MappedSpec, neuron: number): XylopipeError =>
  new XylopipeError('REFERENCE_FAILS', `Rockpool 3.0.3 fails on this specification`, {
    who: chipId,
    issues: [
      {
        code: 'REFERENCE_FAILS',
        severity: 'error',
        at: ['threshold', neuron],
        message: `hidden neuron ${neuron} takes no input weights and its threshold is over the limit: IndexError`,
      },
    ],
    hint: 'leave compat out to get the correct integers',
  });
