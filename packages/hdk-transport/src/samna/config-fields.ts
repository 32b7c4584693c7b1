import type { DeviceConfig, Tensor } from '@xylopipe/core';
import type { SamnaDevice } from './devices/samna-device.js';
import { mergeFields, type SamnaFields, type SamnaObject } from './samna-fields.js';

/** A network in the fields of samna's configuration, as Rockpool 3.0.3 sets them. */
export function configFields(device: SamnaDevice, config: DeviceConfig): SamnaFields {
  const { biasEnable, synapse2Enable, dt } = config;
  return mergeFields(device.fields({ dt, biasEnable, synapse2Enable }), {
    input: inputFields(device, config),
    [device.hidden.field]: hiddenFields(device, config),
    readout: readoutFields(device, config),
  });
}

function inputFields(device: SamnaDevice, config: DeviceConfig): SamnaFields {
  const columns = device.fullWeights ? config.dashMem.length : config.weightsIn.shape[1]!;
  const weights = (synapse: number) => slice(config.weightsIn, synapse, columns);
  return {
    weight_bit_shift: config.weightShiftIn,
    weights: weights(0),
    ...(config.synapse2Enable && { syn2_weights: weights(1) }),
  };
}

function hiddenFields(device: SamnaDevice, config: DeviceConfig): SamnaFields {
  const weights = (synapse: number) => slice(config.weightsRec, synapse, config.dashMem.length);
  const neuron = (id: number): SamnaObject => ({
    $new: [`${device.module}.configuration.${device.hidden.neuron}`],
    fields: {
      ...aliasField(config.aliases[id]),
      i_syn_decay: config.dashSyn[id]!,
      ...(device.noSynapse2 === undefined && { i_syn2_decay: config.dashSyn2[id]! }),
      v_mem_decay: config.dashMem[id]!,
      threshold: config.threshold[id]!,
      v_mem_bias: config.bias[id]!,
    },
  });
  return {
    aliasing: config.aliasEnable,
    weight_bit_shift: config.weightShiftRec,
    weights: weights(0),
    ...(config.synapse2Enable && { syn2_weights: weights(1) }),
    neurons: Array.from(config.dashMem, (_, id) => neuron(id)),
  };
}

function readoutFields(device: SamnaDevice, config: DeviceConfig): SamnaFields {
  const { weightsOut, dashMem, dashMemOut } = config;
  const [rows = 0, columns = 0] = weightsOut.shape;
  // The last hidden neurons drive outputs: those before have rows of zeros.
  const before = device.fullWeights ? dashMem.length - rows : 0;
  const neuron = (id: number): SamnaObject => ({
    $new: [`${device.module}.configuration.OutputNeuron`],
    fields: {
      i_syn_decay: config.dashSynOut[id]!,
      v_mem_decay: dashMemOut[id]!,
      threshold: config.thresholdOut[id]!,
      v_mem_bias: config.biasOut[id]!,
    },
  });
  return {
    weight_bit_shift: config.weightShiftOut,
    weights: [...Array.from({ length: before }, () => new Array<number>(columns).fill(0)), ...rowsOf(weightsOut)],
    neurons: Array.from(dashMemOut, (_, id) => neuron(id)),
  };
}

const aliasField = (targets: readonly number[] = []): SamnaFields =>
  targets[0] === undefined ? {} : { alias_target: targets[0] };

/** One synapse of `(rows, columns, S)` weights as lists, filled up with zeros to so many columns. */
function slice({ shape, data }: Tensor<Int8Array>, synapse: number, width: number): number[][] {
  const [rows = 0, columns = 0, synapses = 1] = shape;
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: width }, (_, column) =>
      column < columns ? data[(row * columns + column) * synapses + synapse]! : 0,
    ),
  );
}

const rowsOf = ({ shape, data }: Tensor<Int8Array>): number[][] =>
  slice({ shape: [...shape, 1], data }, 0, shape[1] ?? 0);
