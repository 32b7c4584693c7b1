import type { SamnaDevice, SamnaMode } from './samna-device.js';

const ROCKPOOL = 'Rockpool 3.0.3, utilities of SYNS61201';

const mode = (name: string): SamnaMode => ({
  fields: () => ({ operation_mode: { $name: `xyloCore2.OperationMode.${name}` }, clear_network_state: false }),
  monitors: name === 'AcceleratedTime',
  answers: true,
});

/** Xylo Audio 2 on its test board. Registers and memories of other addresses than these are derived, not public. */
export const xyloA2: SamnaDevice = {
  deviceTypeName: 'XyloA2TestBoard',
  chipId: 'syns61201',
  module: 'xyloCore2',
  minFirmware: { fxtree: '0.11.5', unifirm: '1.1.3' },
  chipVersion: [1, 1],
  wakeUp: 'trigger',
  hidden: { field: 'reservoir', neuron: 'ReservoirNeuron' },
  fullWeights: true,
  fields: ({ biasEnable, synapse2Enable }) => ({
    // Whatever states the board had are those of another network.
    clear_network_state: true,
    bias_enable: biasEnable,
    synapse2_enable: synapse2Enable,
    debug: {
      isyn_clock_enable: true,
      ra_clock_enable: true,
      hm_clock_enable: true,
      ram_power_enable: true,
      isyn2_clock_enable: synapse2Enable,
      bias_clock_enable: biasEnable,
    },
  }),
  modes: {
    manual: mode('Manual'),
    accelerated: mode('AcceleratedTime'),
    realTime: 'it takes writes to the front end and to the FPGA, which this bridge does not do',
  },
  // Rockpool's single step: the memories that are public, and the status register.
  manual: {
    status: 0x15,
    done: 1 << 16,
    open: { register: 0x01, bits: [1 << 17, 1 << 16] },
    banks: { vmem: 0x085d8, vmemOut: 0x085d8, isyn: 0x07e00, isyn2: 0x081f0, spikesHidden: 0x0a540 },
  },
  // A readout of the older kind: samna's page on the newer one says that this changed there.
  time: { field: 'timestamp', ofReadout: 'next' },
  monitors: {
    value: 'range',
    holds: 'all',
    signals: {
      vmemOut: { member: 'output_v_mems' },
      vmem: { monitor: 'monitor_neuron_v_mem', member: 'neuron_v_mems' },
      isyn: { monitor: 'monitor_neuron_i_syn', member: 'neuron_i_syns' },
      isyn2: { monitor: 'monitor_neuron_i_syn2', member: 'neuron_i_syns2' },
      spikesHidden: { monitor: 'monitor_neuron_spike', member: 'hidden_spikes' },
    },
    // samna's reference names four of these; those of the reservoir's membranes and spikes follow their pattern.
    states: {
      node: 'xyloCore2.NeuronStateSinkNode',
      getters: {
        output_spikes: 'get_output_spike',
        output_v_mems: 'get_output_v_mem',
        neuron_v_mems: 'get_reservoir_v_mem',
        neuron_i_syns: 'get_reservoir_i_syn',
        neuron_i_syns2: 'get_reservoir_i_syn2',
        hidden_spikes: 'get_reservoir_spike',
      },
    },
  },
  endOfInput: 'spike',
  inputRegisters: [0x11, 0x12, 0x13, 0x14],
  registers: [{ name: 'core', first: 0x00, count: 0x22, source: ROCKPOOL }],
  memories: [
    { name: 'NSCRAM', first: 0x07e00, count: 1008, source: ROCKPOOL },
    { name: 'RSC2RAM', first: 0x081f0, count: 1000, source: ROCKPOOL },
    { name: 'NMPRAM', first: 0x085d8, count: 1008, source: ROCKPOOL },
    { name: 'RSPKRAM', first: 0x0a540, count: 1000, source: ROCKPOOL },
  ],
  dummyRead: true,
  power: {
    enumeration: 'xyloA2TestBoard.MeasurementChannels',
    channels: { Io: 'io', LogicAfe: 'front end logic', IoAfe: 'front end io', Logic: 'core' },
  },
};
