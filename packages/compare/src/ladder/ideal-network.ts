import {
  MAX_RASTER_COUNT,
  type MappedSpec,
  type QuantizedSpec,
  specSizes,
  type Tensor,
  type TensorData,
  type UpdateRule,
} from '@xylopipe/core';
import { MAX_SPIKES } from '@xylopipe/core/session';
import type { LayerRun } from '../run/layer-run.js';
import type { Approximation } from './explanation.js';
import { type IdealConnections, idealConnections } from './ideal-connections.js';
import { type IdealNeurons, type Leak, leakOf, neuronsAtRest } from './ideal-neurons.js';
import { scalingOf } from './scaling.js';
import { chipLimits, floatLimits } from './spike-limits.js';
import { sameUnits, unitsOf } from './units.js';
import { wrap } from './words.js';

/** A network on a chip before and after quantization: one layout, all shapes agree. */
export interface LadderSpecs {
  readonly mapped: MappedSpec;
  readonly quantized: QuantizedSpec;
}

/** A chip with some of its approximations, at rest. */
export interface IdealNetwork {
  readonly input: IdealConnections;
  readonly recurrent: IdealConnections;
  readonly output: IdealConnections;
  /** Id of the first hidden neuron that leads to outputs. */
  readonly firstOutputSource: number;
  readonly hidden: IdealNeurons;
  readonly outputs: IdealNeurons;
  /** Whether states are whole numbers. */
  readonly truncates: boolean;
  /** Whether states end at 16 bits. */
  readonly saturates: boolean;
  readonly updateRule: UpdateRule;
}

/**
 * Lays out a chip that has these approximations and no other. Each is a choice of constants or of one operation, so that
 * any set of them has a meaning:
 *
 * - `delay` is how the chip is wired. It is always there, named or not.
 * - `spikeCap` off: a neuron fires as often as its threshold goes into its membrane, within the limits of the float
 *   network (`floatLimits`), and input is not cut.
 * - `dashRounding` chooses what a timestep leaves of a state, see `leakOf`: a shift by whole dashes goes with whole dashes.
 * - `scaling` is what was done to weights and thresholds besides (`scalingOf`), in real numbers; without it, but with
 *   `weightRounding`, whole numbers are as large as they would be.
 * - `weightRounding` takes the integers of the quantized specification, with their shifts. Update rule v1 has no biases:
 *   they are lost with it.
 * - `truncation` and `saturation` must know what 1 and 32767 are. With one of them, but without `weightRounding`, real
 *   numbers are brought to the chip's scale, each neuron by its own factor (`unitsOf`); with neither they stay as they
 *   are. A scale alone changes no spike, but where a membrane meets its threshold exactly, as float64 rounds.
 * - `truncation` of a leak that is no shift, of a real dash or an exponential, rounds down what is lost, and by at least 1
 *   above rest, as the shift does; of what is no whole number before, the nearest one is taken.
 * @param float - a run of the float network, for its limits. Default: it has none.
 */
export function idealNetwork(
  { mapped, quantized }: LadderSpecs,
  approximations: readonly Approximation[],
  updateRule: UpdateRule,
  float?: LayerRun,
): IdealNetwork {
  const on = new Set(approximations);
  const truncates = on.has('truncation');
  const saturates = on.has('saturation');
  const capped = on.has('spikeCap');
  const rounded = on.has('weightRounding');
  const sizes = specSizes(mapped);
  const scaling = scalingOf(mapped, quantized);
  const isScaled = on.has('scaling');
  const spec = rounded ? (isScaled ? quantized : scaling.unscaled) : isScaled ? scaling.scaled : mapped;
  const units = !rounded && (truncates || saturates) ? unitsOf(mapped, quantized) : sameUnits(mapped);
  const limits = capped ? chipLimits(spec) : floatLimits(mapped, float);
  const hasBias = !(rounded && updateRule === 'v1');

  const dashes = on.has('dashRounding') ? quantized : mapped;
  const leak = (...dash: TensorData[]): Leak => leakOf(dash, on.has('dashRounding'));
  const level = (values: TensorData, factors: Float64Array): Float64Array =>
    factors.map((factor, n) => factor * (values[n] as number));
  const connections = (weights: Tensor<TensorData>, shift: number, factors: Float64Array, most: number) =>
    idealConnections(weights, factors.length, most, (weight, id) => {
      const amount = weight * 2 ** shift * (factors[id] as number);
      return saturates ? wrap(amount) : amount;
    });

  return {
    input: connections(spec.weightsIn, spec.weightShiftIn, units.hidden, capped ? MAX_SPIKES.input : MAX_RASTER_COUNT),
    recurrent: connections(spec.weightsRec, spec.weightShiftRec, units.hidden, Number.POSITIVE_INFINITY),
    output: connections(spec.weightsOut, spec.weightShiftOut, units.outputs, Number.POSITIVE_INFINITY),
    firstOutputSource: sizes.hidden - sizes.outputExpansion,
    hidden: neuronsAtRest({
      synLeak: sizes.synapses === 2 ? leak(dashes.dashSyn, dashes.dashSyn2) : leak(dashes.dashSyn),
      memLeak: leak(dashes.dashMem),
      threshold: level(spec.threshold, units.hidden),
      bias: hasBias ? level(spec.bias, units.hidden) : new Float64Array(sizes.hidden),
      most: limits.hidden,
      aliases: spec.aliases,
    }),
    outputs: neuronsAtRest({
      synLeak: leak(dashes.dashSynOut),
      memLeak: leak(dashes.dashMemOut),
      threshold: level(spec.thresholdOut, units.outputs),
      bias: hasBias ? level(spec.biasOut, units.outputs) : new Float64Array(sizes.outputs),
      most: limits.outputs,
      aliases: [],
    }),
    truncates,
    saturates,
    updateRule,
  };
}
