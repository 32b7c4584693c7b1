import type { Raster, SignalName, UpdateRule } from '@xylopipe/core';
import type { LayerRun, LayerSignal } from '../run/layer-run.js';
import { layerTraces } from '../run/layer-traces.js';
import { APPROXIMATIONS, type Approximation } from './explanation.js';
import { idealNetwork, type LadderSpecs } from './ideal-network.js';
import { recordIdeal } from './ideal-recording.js';
import { refuseBadSpecs } from './specs-check.js';

/** What an ideal chip is like, and what to bring back. */
export interface IdealChipOptions {
  /** What it has of a chip, in any order; the delays are there in any case. */
  readonly approximations: readonly Approximation[];
  /** Which neuron arithmetic the chip has. Default `v2`. */
  readonly updateRule?: UpdateRule | undefined;
  /**
   * Spikes of the float network for the same input: where `spikeCap` is off, layers spike no more often in a timestep than
   * they do there. Default: as often as they will.
   */
  readonly float?: LayerRun | undefined;
  /** What to record of every layer. Default `spikes`. */
  readonly record?: readonly LayerSignal[] | undefined;
}

/**
 * Evolves a network from rest on a chip that has some of its approximations, in float64. With none but `delay` it is the
 * float network with the wiring of the chip; with all of them it is the chip, bit for bit.
 *
 * States are in the units that the thresholds of the layers tell: those of the mapped specification, or those of the
 * chip where `weightRounding`, `truncation` or `saturation` is on.
 * @throws LADDER_REFUSED unless the specifications are of one network and the input has its channels; LAYERS_INVALID
 * unless every neuron is in one of its layers.
 */
export function evolveIdealChip(
  specs: LadderSpecs,
  raster: Raster,
  { approximations, updateRule = 'v2', float, record = ['spikes'] }: IdealChipOptions,
): LayerRun {
  refuseBadSpecs(specs, raster);
  const { mapped } = specs;
  const network = idealNetwork(specs, approximations, updateRule, float);
  const recording = recordIdeal(
    network,
    raster,
    [...new Set(record)].flatMap((signal) => CHIP_SIGNALS[signal]),
  );
  const levels = { threshold: network.hidden.threshold, thresholdOut: network.outputs.threshold };
  const { value: layers } = layerTraces(recording, { ...mapped, ...levels });
  return { label: labelOf(approximations), steps: raster.steps, dt: mapped.dt, layers };
}

/** Of hidden neurons and of outputs. */
const CHIP_SIGNALS: Readonly<Record<LayerSignal, readonly SignalName[]>> = {
  isyn: ['isyn', 'isynOut'],
  isyn2: ['isyn2'],
  vmem: ['vmem', 'vmemOut'],
  spikes: ['spikesHidden', 'spikesOut'],
};

function labelOf(approximations: readonly Approximation[]): string {
  const on = APPROXIMATIONS.filter((one) => one === 'delay' || approximations.includes(one));
  return on.length === APPROXIMATIONS.length ? 'chip' : `chip with ${on.join(', ')} only`;
}
