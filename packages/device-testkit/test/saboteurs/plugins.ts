import { type Deployer, SIMULATOR } from '@xylopipe/core';
import { xyloPlugin } from '@xylopipe/xylo-common';
import { simulatorDeployer } from '@xylopipe/xylo-sim';
import { toyLimits } from '../toy-limits.js';
import { wrapSession } from './replace.js';
import type { Saboteur } from './saboteur.js';
import { board, driver, sound, withDriver } from './sound-plugin.js';

/** A driver whose spikes are right, and one of whose states is not. */
const imprecise = (): Deployer => {
  const exact = driver();
  return {
    async deploy(config, options) {
      const session = await exact.deploy(config, options);
      return wrapSession(session, {
        evolve: async (input, evolveOptions) => {
          const evolution = await session.evolve(input, evolveOptions);
          const { vmemOut } = evolution.signals;
          if (vmemOut === undefined) return evolution;
          const data = vmemOut.data.map((value) => value & ~1);
          return { ...evolution, signals: { ...evolution.signals, vmemOut: { shape: vmemOut.shape, data } } };
        },
      });
    },
  };
};

/** A driver that leaves out thresholds of neurons that it has no room for. */
const narrow = (): Deployer => {
  const exact = driver();
  return {
    deploy: (config, options) =>
      exact.deploy({ ...config, threshold: config.threshold.map((value, i) => (i < 20 ? value : 9)) }, options),
  };
};

/** A driver that leaves the state of the board as it is. */
const forgetful = (): Deployer => {
  const exact = driver();
  return {
    async deploy(config, options) {
      const session = await exact.deploy(config, options);
      return wrapSession(session, { resetState: async () => {} });
    },
  };
};

/** Plugins that are broken in what they declare, and drivers of boards. */
export const plugins: readonly Saboteur[] = [
  {
    name: 'a plugin that does not say why it has no driver',
    plugin: { ...sound, capabilities: { ...sound.capabilities, missing: {} } },
    caughtBy: 'the plugin > says why it has no hdk',
  },
  {
    name: 'a plugin that excuses what it has',
    plugin: {
      ...sound,
      capabilities: { ...sound.capabilities, missing: { ...sound.capabilities.missing, snapshot: 'nobody needs one' } },
    },
    caughtBy: 'the plugin > excuses nothing that it has',
  },
  {
    name: 'a plugin that lacks a part',
    plugin: { ...sound, providers: sound.providers.filter(({ token }) => token !== SIMULATOR) },
    caughtBy: 'the plugin > is well formed, and resolves every part',
  },
  {
    name: 'a plugin that cannot make its parts',
    plugin: {
      ...sound,
      providers: sound.providers.map((binding) => ({
        token: binding.token,
        provider: {
          useFactory: () => {
            throw new Error('no parts today');
          },
        },
      })),
    },
    caughtBy: 'the plugin > is well formed, and resolves every part',
  },
  {
    name: 'a plugin of a chip with one input channel',
    plugin: xyloPlugin({ limits: toyLimits({ inputChannels: 1 }), boards: [], simulator: simulatorDeployer }),
    caughtBy: 'is large enough for the networks of the kit',
  },
  {
    name: 'a plugin without a driver for the board that is connected',
    plugin: { ...sound, boards: [board] },
    caughtBy: 'hardware, ToyBoard > has a driver',
  },
  {
    name: 'a driver of a board that is wrong by one bit',
    plugin: withDriver(imprecise()),
    caughtBy:
      'hardware, ToyBoard > random networks > are legal, and equal to the reference core in every state, 30 of them',
  },
  {
    name: 'a driver that is wrong with more neurons than random networks have',
    plugin: withDriver(narrow()),
    caughtBy: 'hardware, ToyBoard > does with nearly all hidden neurons what the reference core does',
  },
  {
    name: 'a driver that forgets to reset',
    plugin: withDriver(forgetful()),
    caughtBy: 'hardware, ToyBoard > session > state > is forgotten on reset, so that runs can be repeated',
  },
  {
    name: 'a driver that writes what the chip cannot hold',
    plugin: withDriver(driver({ validate: () => [] })),
    caughtBy: 'hardware, ToyBoard > takes no configuration that the chip could not hold',
  },
];
