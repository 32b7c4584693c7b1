import type { SamnaDevice } from './samna-device.js';

/** Which member of a readout has which signal, and what has to be monitored for it, on Xylo IMU and Xylo Audio 3. */
export const readoutSignals: SamnaDevice['monitors']['signals'] = {
  vmemOut: { member: 'output_v_mems' },
  isynOut: { monitor: 'monitor_neuron_i_syn', member: 'neuron_i_syns', afterHidden: true },
  vmem: { monitor: 'monitor_neuron_v_mem', member: 'neuron_v_mems' },
  isyn: { monitor: 'monitor_neuron_i_syn', member: 'neuron_i_syns' },
  spikesHidden: { monitor: 'monitor_neuron_spike', member: 'hidden_spikes' },
};
