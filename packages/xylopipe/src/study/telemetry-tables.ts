import type { AnySpec } from '@xylopipe/core';
import type { NeuronColumn, NeuronTable } from '@xylopipe/report';
import type { Telemetry } from '@xylopipe/xylo-sim';
import { tableNeurons } from './table-neurons.js';

/** What a simulator of `spec` counted, neuron by neuron, as a report shows it. */
export function telemetryTables(telemetry: Telemetry, spec: AnySpec): readonly NeuronTable[] {
  const hidden = telemetry.fired.length;
  const synapses = hidden === 0 ? 1 : telemetry.isynSaturated.length / hidden;
  const synapse = (index: number): ArrayLike<number> =>
    telemetry.isynSaturated.subarray(index * hidden, (index + 1) * hidden);
  return [
    {
      title: 'Telemetry of hidden neurons',
      ...tableNeurons(spec, 'hidden', hidden),
      columns: [
        timesteps('fired', 'with spikes, those of aliases included; 0 is silent', telemetry.fired),
        timesteps('isyn cut', 'in which the synapse left 16 bits; anything over 0 changes the result', synapse(0)),
        ...(synapses > 1 ? [timesteps('isyn2 cut', 'the same of the second synapse', synapse(1))] : []),
        timesteps('vmem cut', 'in which the membrane, or its increment, left 16 bits', telemetry.vmemSaturated),
        timesteps('spikes cut', 'with more than 31 spikes to emit', telemetry.spikesCut),
      ],
    },
    {
      title: 'Telemetry of output neurons',
      ...tableNeurons(spec, 'output', telemetry.firedOut.length),
      columns: [
        timesteps('fired', 'with a spike; 0 is silent', telemetry.firedOut),
        timesteps('isyn cut', 'in which the synapse left 16 bits', telemetry.isynOutSaturated),
        timesteps('vmem cut', 'in which the membrane, or its increment, left 16 bits', telemetry.vmemOutSaturated),
      ],
    },
  ];
}

const timesteps = (name: string, meaning: string, values: ArrayLike<number>): NeuronColumn => ({
  name,
  unit: 'timesteps',
  description: `timesteps ${meaning}`,
  values,
});
