import { type DeviceConfig, specSizes } from '@xylopipe/core';
import { MAX_SPIKES } from '@xylopipe/core/session';
import { type Connections, connectionsOf } from './connections.js';
import { newCuts } from './cuts.js';
import type { Neurons } from './neurons.js';

/** A configured network at work: who leads where, and all neurons with their state. */
export interface Network {
  /** From input channels to the first hidden neurons. */
  readonly input: Connections;
  /** Among hidden neurons. */
  readonly recurrent: Connections;
  /** From the last hidden neurons to the output neurons. */
  readonly output: Connections;
  /** Id of the first hidden neuron that leads to outputs. */
  readonly firstOutputSource: number;
  readonly hidden: Neurons;
  readonly outputs: Neurons;
}

/**
 * Lays a configuration out for evolving, at rest. What its enable bits switch off does nothing.
 * @param marksCuts - whether each timestep marks what it cuts.
 */
export function networkOf(config: DeviceConfig, marksCuts: boolean): Network {
  const sizes = specSizes(config);
  const synapses = config.synapse2Enable ? 2 : 1;
  const hidden: Neurons = {
    count: sizes.hidden,
    synapses,
    dashSyn: config.synapse2Enable ? concatenate(config.dashSyn, config.dashSyn2) : config.dashSyn,
    dashMem: config.dashMem,
    threshold: config.threshold,
    bias: config.biasEnable ? config.bias : new Int16Array(sizes.hidden),
    aliases: config.aliasEnable ? config.aliases : noAliases(sizes.hidden),
    maxSpikes: MAX_SPIKES.hidden,
    isyn: new Int16Array(synapses * sizes.hidden),
    vmem: new Int16Array(sizes.hidden),
    spikes: new Uint8Array(sizes.hidden),
    cuts: marksCuts ? newCuts(sizes.hidden, synapses) : null,
  };
  const outputs: Neurons = {
    count: sizes.outputs,
    synapses: 1,
    dashSyn: config.dashSynOut,
    dashMem: config.dashMemOut,
    threshold: config.thresholdOut,
    bias: config.biasEnable ? config.biasOut : new Int16Array(sizes.outputs),
    aliases: noAliases(sizes.outputs),
    maxSpikes: MAX_SPIKES.output,
    isyn: new Int16Array(sizes.outputs),
    vmem: new Int16Array(sizes.outputs),
    spikes: new Uint8Array(sizes.outputs),
    cuts: marksCuts ? newCuts(sizes.outputs, 1) : null,
  };
  return {
    input: connectionsOf(config.weightsIn, config.weightShiftIn, hidden, MAX_SPIKES.input),
    recurrent: connectionsOf(config.weightsRec, config.weightShiftRec, hidden, MAX_SPIKES.hidden),
    output: connectionsOf(config.weightsOut, config.weightShiftOut, outputs, MAX_SPIKES.hidden),
    firstOutputSource: sizes.hidden - sizes.outputExpansion,
    hidden,
    outputs,
  };
}

const noAliases = (count: number): readonly (readonly number[])[] => Array.from({ length: count }, () => []);

function concatenate(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
