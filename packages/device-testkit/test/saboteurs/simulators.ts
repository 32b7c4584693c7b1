import {
  type DeviceConfig,
  type DevicePlugin,
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

/** A simulator with other aliases than those of its configuration. */
const withAliases = (
  change: (targets: readonly number[], neuron: number, aliases: DeviceConfig['aliases']) => readonly number[],
): DevicePlugin =>
  replaceSimulator(
    sound,
    (simulator) => (config, options) => simulator.deploy({ ...config, aliases: config.aliases.map(change) }, options),
  );

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
    name: 'a simulator that is wrong from hidden neuron 19 on',
    plugin: replaceEvolution(sound, (evolution) =>
      withSignal(evolution, 'vmem', ({ shape, data }) => ({
        shape,
        data: data.map((value, i) => (i % (shape[1] as number) >= 19 ? value ^ 1 : value)),
      })),
    ),
    caughtBy: 'limits > hidden neurons, 24 > can all be used',
  },
  {
    name: 'a simulator for 20 neurons at most',
    plugin: replaceSimulator(sound, (simulator) => (config, options) => {
      if (config.threshold.length > 20) throw new RangeError('too many neurons');
      return simulator.deploy(config, options);
    }),
    caughtBy: 'limits > hidden neurons, 24 > can all be used',
  },
  {
    name: 'a simulator that is wrong after timestep 60',
    plugin: replaceEvolution(sound, (evolution) =>
      withSignal(evolution, 'isyn', ({ shape, data }) => ({
        shape,
        data: data.map((value, i) => (i > 60 * (shape[1] as number) ? value ^ 1 : value)),
      })),
    ),
    caughtBy: 'a long run is equal to the reference core to its end',
  },
  {
    name: 'a simulator that is wrong later than most look',
    plugin: replaceEvolution(sound, (evolution) =>
      withSignal(evolution, 'vmem', ({ shape, data }) => ({
        shape,
        data: data.map((value, i) => (i > 60 * (shape[1] as number) ? value ^ 1 : value)),
      })),
    ),
    caughtBy: 'a session of the simulator > state > is carried through a long run as through its parts',
  },
  {
    name: 'a simulator whose aliases have 4 bits',
    plugin: withAliases((targets) => targets.map((target) => target & 15)),
    caughtBy: 'limits > aliases > can be from one end of all neurons to the other',
  },
  {
    name: 'a simulator that drops aliases to lower ids',
    plugin: withAliases((targets, neuron) => targets.filter((target) => target >= neuron)),
    caughtBy: 'limits > aliases > can be to neurons of a lower id',
  },
  {
    name: 'a simulator that drops aliases of neurons to themselves',
    plugin: withAliases((targets, neuron) => targets.filter((target) => target !== neuron)),
    caughtBy: 'limits > aliases > can be of neurons to themselves',
  },
  {
    name: 'a simulator that counts the first alias of a neuron only',
    plugin: withAliases((targets, neuron, aliases) =>
      targets.filter((target) => aliases.findIndex((list) => list.includes(target)) === neuron),
    ),
    caughtBy: 'limits > aliases > can be of several neurons to one',
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
