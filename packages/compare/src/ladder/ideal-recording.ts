import type { Raster, SignalName } from '@xylopipe/core';
import type { ChipRecording } from '../run/layer-traces.js';
import type { IdealNetwork } from './ideal-network.js';
import { evolveStep } from './ideal-steps.js';

/** Evolves all of `raster` and gives back what was asked for, in the arithmetic of the network. Changes its state. */
export function recordIdeal(network: IdealNetwork, raster: Raster, record: readonly SignalName[]): ChipRecording {
  const { steps, channels, counts } = raster;
  const recorders = record.map((name) => {
    const state = stateOf(network, name);
    const Data = state instanceof Int32Array ? Int32Array : Float64Array;
    return { name, state, data: new Data(steps * state.length) };
  });
  for (let step = 0; step < steps; step++) {
    evolveStep(network, counts, step * channels);
    for (const { state, data } of recorders) data.set(state, step * state.length);
  }
  const signals = recorders.map(({ name, state, data }) => [name, { shape: [steps, state.length], data }]);
  return { steps, signals: Object.fromEntries(signals) };
}

function stateOf({ hidden, outputs }: IdealNetwork, name: SignalName): Float64Array | Int32Array {
  const { count, isyn } = hidden;
  switch (name) {
    case 'spikesHidden':
      return hidden.spikes;
    case 'vmem':
      return hidden.vmem;
    case 'isyn':
      return isyn.subarray(0, count);
    case 'isyn2': // of one synapse per neuron: at zero for ever
      return isyn.length > count ? isyn.subarray(count) : new Float64Array(count);
    case 'spikesOut':
      return outputs.spikes;
    case 'vmemOut':
      return outputs.vmem;
    case 'isynOut':
      return outputs.isyn;
  }
}
