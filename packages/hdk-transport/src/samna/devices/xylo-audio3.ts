import type { SamnaFields } from '../samna-fields.js';
import { readoutSignals } from './readout-signals.js';
import type { SamnaDevice, SamnaMode } from './samna-device.js';

/** The digital microphone wants a clock near this, MHz. */
const MICROPHONE_CLOCK = 1.56;

const sourceAndMode = (source: string, mode: string): SamnaFields => ({
  operation_mode: { $name: `xyloAudio3.OperationMode.${mode}` },
  input_source: { $name: `xyloAudio3.InputSource.${source}` },
});

const fromHost = (name: string): SamnaMode => ({
  fields: () => ({ ...sourceAndMode('SpikeEvents', name), debug: { ram_access_enable: true } }),
  // samna's reference: monitors are only available in accelerated mode.
  monitors: name === 'AcceleratedTime',
  answers: true,
});

const realTime: SamnaMode = {
  fields: (dt, mainClock) => ({
    ...sourceAndMode('DigitalMicrophone', 'RealTime'),
    time_resolution_wrap: Math.trunc(dt * mainClock),
    digital_frontend: {
      filter_bank: { use_global_iaf_threshold: true },
      pdm_preprocessing: { clock_direction: 1, clock_edge: 0 },
    },
    debug: {
      always_update_omp_stat: true,
      ram_access_enable: false,
      sdm_clock_ratio: Math.trunc(mainClock / 1e6 / MICROPHONE_CLOCK / 2 - 1),
    },
  }),
  monitors: false,
  answers: false,
  // samna's reference: another one does nothing, and only another mode ends it.
  trigger: {},
};

/** Xylo Audio 3 on its test board. */
export const xyloAudio3: SamnaDevice = {
  deviceTypeName: 'XyloAudio3TestBoard',
  chipId: 'syns65302',
  module: 'xyloAudio3',
  minFirmware: { fxtree: '0.12.2', unifirm: '1.6.0' },
  wakeUp: 'nothing',
  hidden: { field: 'hidden', neuron: 'HiddenNeuron' },
  noSynapse2: "samna's fields for the second synapse are not public: Rockpool writes only the first one",
  fullWeights: false,
  fields: ({ biasEnable }) => ({ bias_enable: biasEnable }),
  // Rockpool's way to clear states here. samna's `reset_board_soft` is not used for it: it sets the clocks of the whole board,
  // and what it does to the states of the chip is not public.
  clearsFrom: 'manual',
  modes: { manual: fromHost('Manual'), accelerated: fromHost('AcceleratedTime'), realTime },
  // Rockpool takes a negative one for 'none yet', as on Xylo IMU.
  time: { field: 'timestep', ofReadout: 'last' },
  monitors: {
    value: 'ids',
    holds: 'monitored',
    signals: readoutSignals,
  },
  endOfInput: 'target',
  inputRegisters: [0x149, 0x14a, 0x14b, 0x14c],
  registers: [{ name: 'all', first: 0x000, count: 0x173, source: 'Rockpool 3.0.3, registers of SYNS65302' }],
  memories: [{ name: 'all', first: 0x00200, count: 0x1c340, source: 'Rockpool 3.0.3, memories of SYNS65302' }],
  dummyRead: false,
  power: {
    enumeration: 'xyloAudio3.MeasurementChannels',
    channels: { Io: 'io', AnalogLogic: 'analog', DigitalLogic: 'digital' },
  },
};
