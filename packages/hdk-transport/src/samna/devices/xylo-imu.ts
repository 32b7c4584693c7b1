import type { SamnaFields } from '../samna-fields.js';
import { readoutSignals } from './readout-signals.js';
import type { SamnaDevice, SamnaMode } from './samna-device.js';

/** Clock of the motion sensor's interface, Hz. */
const SENSOR_CLOCK = 50_000;

/** The highest number that surely fits. */
const LAST_TIMESTEP = 2 ** 31 - 1;

const operationMode = (name: string): SamnaFields => ({ operation_mode: { $name: `xyloImu.OperationMode.${name}` } });

/** Input comes from the host, and memories can be read. */
const fromHost = (name: string): SamnaMode => ({
  fields: () => ({
    ...operationMode(name),
    imu_if_input_enable: false,
    debug: {
      imu_if_clk_enable: false,
      isyn_clock_enable: true,
      ra_clock_enable: true,
      bias_clock_enable: true,
      hm_clock_enable: true,
      ram_power_enable: true,
    },
  }),
  // samna's reference: monitors are only available in accelerated mode.
  monitors: name === 'AcceleratedTime',
  answers: true,
  calls: [
    { on: 'board', method: 'enable_manual_input_acceleration', args: [true] },
    { on: 'model', method: 'open_ram_access', args: [] },
  ],
});

const realTime: SamnaMode = {
  fields: (dt, mainClock) => ({
    ...operationMode('RealTime'),
    imu_if_input_enable: true,
    time_resolution_wrap: Math.trunc(dt * mainClock),
    input_interface: { configuration_timeout: 20_000 },
    debug: { imu_if_clk_enable: true, imu_if_clock_freq_div: Math.trunc(mainClock / SENSOR_CLOCK - 1) },
  }),
  monitors: false,
  answers: false,
  // Rockpool names the timestep behind the last one; here another mode ends it.
  trigger: { target_timestep: LAST_TIMESTEP },
  calls: [
    { on: 'model', method: 'close_ram_access', args: [] },
    { on: 'board', method: 'enable_manual_input_acceleration', args: [false] },
  ],
};

/** Xylo IMU on its test board. Of its registers four are public, of its memories none. */
export const xyloImu: SamnaDevice = {
  deviceTypeName: 'XyloImuTestBoard',
  chipId: 'syns63300',
  module: 'xyloImu',
  minFirmware: { fxtree: '0.11.5', unifirm: '1.1.3' },
  wakeUp: 'nothing',
  hidden: { field: 'hidden', neuron: 'HiddenNeuron' },
  noSynapse2: 'the chip has one synapse per neuron',
  fullWeights: false,
  fields: ({ biasEnable }) => ({ bias_enable: biasEnable, debug: { always_update_omp_stat: true } }),
  modes: { manual: fromHost('Manual'), accelerated: fromHost('AcceleratedTime'), realTime },
  // samna 0.33 and later: the last processed one, -1 at first.
  time: { field: 'timestep', ofReadout: 'last' },
  monitors: {
    value: 'range',
    holds: 'monitored',
    signals: readoutSignals,
  },
  endOfInput: 'target',
  inputRegisters: [0x47, 0x48, 0x49, 0x4a],
  registers: [
    { name: 'ISPKREG', first: 0x47, count: 4, source: 'Rockpool 3.0.3, utilities of SYNS63300' },
    { name: 'the first one', first: 0, count: 1, source: 'read as a barrier on all of the family' },
  ],
  memories: [],
  dummyRead: false,
  power: { enumeration: 'xyloImuBoards.MeasurementChannels', channels: { Io: 'io', Core: 'core' } },
};
