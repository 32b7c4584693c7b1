import type { AnySpec } from '@xylopipe/core';
import { MAX_SPIKES } from '@xylopipe/core/session';
import type { LayerRun, LayerTrace } from '../run/layer-run.js';
import { specLayers } from '../run/spec-layers.js';

/** Most spikes per neuron and timestep: `(Nhidden)` and `(Nout)`. */
export interface SpikeLimits {
  readonly hidden: Float64Array;
  readonly outputs: Float64Array;
}

/** The default of a float network: so many that it is no limit, and yet what grows without end stays finite. */
const NO_LIMIT = 65536;

/**
 * The limits that a chip would have if it had none of its own: those of the float network, which may have been trained
 * with some. They are not known but for what is seen: a layer may spike as often as it ever did in a float run, and in any
 * case as often as on a chip; without a run, as often as it will. An alias adds what its source may.
 *
 * A threshold of 0 or less keeps the limit of the chip: no number of spikes brings a membrane below it.
 */
export function floatLimits(spec: AnySpec, float: LayerRun | undefined): SpikeLimits {
  const limits = {
    hidden: new Float64Array(spec.threshold.length),
    outputs: new Float64Array(spec.thresholdOut.length),
  };
  for (const { name, role, ids } of specLayers(spec)) {
    const trace = float?.layers.find((layer) => layer.name === name && layer.role === role);
    const most = trace === undefined ? NO_LIMIT : Math.max(MAX_SPIKES[role], mostSpikes(trace));
    for (const id of ids) (role === 'hidden' ? limits.hidden : limits.outputs)[id] = most;
  }
  spec.aliases.forEach((targets, id) => {
    for (const target of targets)
      limits.hidden[target] = (limits.hidden[target] as number) + (limits.hidden[id] as number);
  });
  return {
    hidden: limits.hidden.map((limit, id) => ((spec.threshold[id] as number) > 0 ? limit : MAX_SPIKES.hidden)),
    outputs: limits.outputs.map((limit, id) => ((spec.thresholdOut[id] as number) > 0 ? limit : MAX_SPIKES.output)),
  };
}

/** The limits of a chip. */
export const chipLimits = ({ threshold, thresholdOut }: AnySpec): SpikeLimits => ({
  hidden: new Float64Array(threshold.length).fill(MAX_SPIKES.hidden),
  outputs: new Float64Array(thresholdOut.length).fill(MAX_SPIKES.output),
});

function mostSpikes({ signals: { spikes } }: LayerTrace): number {
  if (spikes === undefined) return NO_LIMIT;
  let most = 0;
  for (let i = 0; i < spikes.data.length; i++) most = Math.max(most, spikes.data[i] as number);
  return most;
}
