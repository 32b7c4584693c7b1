import type { ChipLimits, UpdateRule } from '@xylopipe/core';
import { NO_ALIAS } from '../network/aliases.js';
import type { Network } from '../network/network.js';
import { leak, saturate, wrap } from './arithmetic.js';
import type { States } from './states.js';

/**
 * Updates hidden neurons by ascending id, then output neurons. `states.spikes` begins at 0 and has the new ones after it.
 * Tells whether anything moved other than spikes and resets: synaptic currents that were not 0 or membranes that changed.
 */
export function updateNeurons(network: Network, states: States, limits: ChipLimits): boolean {
  const { hidden, outputs, synapse2, threshold, aliases } = network;
  const { isyn, isyn2, vmem, spikes } = states;
  const { updateRule, maxSpikes } = limits;
  let moved = false;
  for (let neuron = 0; neuron < hidden; neuron++) {
    let current = isyn[neuron];
    if (current !== 0) {
      moved = true;
      current -= leak(current, network.dashSyn[neuron]);
      isyn[neuron] = current;
    }
    if (synapse2 !== undefined && isyn2![neuron] !== 0) {
      moved = true;
      isyn2![neuron] -= leak(isyn2![neuron], synapse2.dashSyn[neuron]);
      current += isyn2![neuron];
    }
    let v = vmem[neuron];
    const change = changeOf(updateRule, v, current, network, neuron);
    if (change !== 0) {
      moved = true;
      v = saturate(v + change);
    }
    let count = spikes[neuron];
    for (; v >= threshold[neuron] && count < maxSpikes.hidden; count++) v = wrap(v - threshold[neuron]);
    vmem[neuron] = v;
    spikes[neuron] = count;
    const alias = aliases[neuron];
    if (alias !== NO_ALIAS) spikes[alias] = Math.min(maxSpikes.hidden, spikes[alias] + count);
  }
  states.outputSpikes = 0;
  for (let output = 0; output < outputs; output++) {
    const neuron = hidden + output;
    if (isyn[neuron] !== 0) {
      moved = true;
      isyn[neuron] -= leak(isyn[neuron], network.dashSyn[neuron]);
    }
    const change = changeOf(updateRule, vmem[neuron], isyn[neuron], network, neuron);
    if (change !== 0) {
      moved = true;
      vmem[neuron] = saturate(vmem[neuron] + change);
    }
    if (vmem[neuron] < threshold[neuron]) continue;
    vmem[neuron] = wrap(vmem[neuron] - threshold[neuron]);
    states.outputSpikes = (states.outputSpikes | (1 << output)) >>> 0;
  }
  return moved;
}

/** By how much a membrane changes, before it saturates. Only the second version of the core saturates the change as well. */
function changeOf(rule: UpdateRule, v: number, current: number, { dashMem, bias }: Network, neuron: number): number {
  const decay = -leak(v, dashMem[neuron]);
  return rule === 'v1' ? decay + current : saturate(saturate(wrap(decay) + current) + bias[neuron]);
}
