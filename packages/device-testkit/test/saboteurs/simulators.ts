import {
  type DeviceConfig,
  type DeviceSession,
  type Evolution,
  refuseOnErrors,
  type SignalName,
  type Tensor,
  VALIDATOR,
} from '@xylopipe/core';
import { DeviceRegistry } from '@xylopipe/core/registry';
import { replaceEvolution, replaceSession, replaceSimulator, wrapSession } from './replace.js';
import type { Saboteur } from './saboteur.js';
import { limits, reference, sound } from './sound-plugin.js';

const withSignal = (
  evolution: Evolution,
  name: SignalName,
  change: (signal: Tensor<Int16Array>) => Tensor<Int16Array>,
): Evolution => {
  const signal = evolution.signals[name];
  return signal === undefined ? evolution : { ...evolution, signals: { ...evolution.signals, [name]: change(signal) } };
};

/** Simulators that do the wrong arithmetic, or open the wrong sessions. */
export const simulators: readonly Saboteur[] = [
  {
    name: 'a simulator that is wrong by one bit in one signal',
    plugin: replaceEvolution(sound, (evolution) =>
      withSignal(evolution, 'isyn', ({ shape, data }) => ({
        shape,
        data: data.map((value, i) => (i === data.length - 1 ? value ^ 1 : value)),
      })),
    ),
    caughtBy: 'random networks > are legal, and equal to the reference core in every state, 30 of them',
  },
  {
    name: 'a simulator of the other update rule',
    plugin: replaceSimulator(sound, () => {
      const v1 = reference({ ...limits, updateRule: 'v1' });
      return async (config, options) =>
        v1.deploy(
          {
            ...config,
            bias: new Int16Array(config.bias.length),
            biasOut: new Int16Array(config.biasOut.length),
            biasEnable: false,
          },
          options,
        );
    }),
    caughtBy: 'random networks > are legal, and equal to the reference core in every state, 30 of them',
  },
  {
    name: 'a simulator that deploys under an aborted signal',
    plugin: replaceSimulator(sound, (simulator) => (config) => simulator.deploy(config)),
    caughtBy: 'a session of the simulator > deploy > opens nothing when aborted',
  },
  {
    name: 'a simulator that takes the configuration of another chip',
    plugin: replaceSimulator(
      sound,
      (simulator) => (config, options) => simulator.deploy({ ...config, chipId: limits.chipId }, options),
    ),
    caughtBy: 'a session of the simulator > deploy > refuses the configuration of another chip',
  },
  {
    name: 'a simulator that takes legal configurations only',
    plugin: replaceSimulator(sound, (simulator) => async (config, options) => {
      const validator = new DeviceRegistry([sound]).get(limits.chipId).resolve(VALIDATOR);
      refuseOnErrors(validator.validate(config), 'CONFIG_INVALID', 'not legal', { who: limits.chipId });
      return simulator.deploy(config, options);
    }),
    caughtBy: 'the simulator > takes a configuration that the chip could not hold',
  },
  {
    name: 'a simulator whose sessions are all the same',
    plugin: replaceSimulator(sound, (simulator) => {
      const opened = new Map<DeviceConfig, DeviceSession>();
      return async (config, options) => {
        const session = opened.get(config) ?? (await simulator.deploy(config, options));
        opened.set(config, session);
        return wrapSession(session, { close: async () => {} });
      };
    }),
    caughtBy: 'a session of the simulator > deploy > opens sessions that keep their states to themselves',
  },
  {
    name: 'a simulator that says it is hardware',
    plugin: replaceSession(sound, () => ({ kind: 'hdk' })),
    caughtBy: 'a session of the simulator > deploy > opens the chip that it is for',
  },
  {
    name: 'a simulator that writes into its configuration',
    plugin: replaceSimulator(sound, (simulator) => async (config, options) => {
      config.threshold[0] = 1;
      return simulator.deploy(config, options);
    }),
    caughtBy: 'a session of the simulator > deploy > leaves the configuration alone',
  },
];
