import {
  type BoardType,
  bind,
  type ChipLimits,
  type Deployer,
  type DevicePlugin,
  HDK_DRIVER,
  refuseOnErrors,
  type Validator,
} from '@xylopipe/core';
import { xyloPlugin, xyloValidator } from '@xylopipe/xylo-common';
import { simulatorDeployer } from '@xylopipe/xylo-sim';
import { toyLimits } from '../toy-limits.js';
import { wrapSession } from './replace.js';

/** Of the chip that all of them are of. */
export const limits: ChipLimits = toyLimits();

/** A board that the saboteurs' run is told to be connected. */
export const board: BoardType = { deviceTypeName: 'ToyBoard' };

export const reference = (of: ChipLimits): Deployer => simulatorDeployer(of, { core: 'reference' });

/** A plugin that passes the kit. */
export const sound: DevicePlugin = xyloPlugin({ limits, boards: [], simulator: simulatorDeployer });

/** A chip with less: one synapse, no bias, the first update rule, every hidden neuron an expansion neuron. */
const plainLimits: ChipLimits = toyLimits({
  synapsesPerHidden: 1,
  inputExpansionNeurons: 24,
  outputExpansionNeurons: 24,
  bias: false,
  hibernation: false,
  realTimeDt: undefined,
  updateRule: 'v1',
  idAllocation: 'walkOrder',
  assumed: [],
});

/** A plugin of that chip, which passes the kit. */
export const plain: DevicePlugin = xyloPlugin({ limits: plainLimits, boards: [], simulator: simulatorDeployer });

/** A chip as small as the kit takes one. */
const tinyLimits: ChipLimits = toyLimits({
  inputChannels: 2,
  hiddenNeurons: 4,
  outputNeurons: 1,
  synapsesPerHidden: 1,
  inputExpansionNeurons: 2,
  outputExpansionNeurons: 2,
  maxFanOut: 1,
  recurrentWordsPerBank: 2,
  bits: { weight: 3, state: 16, threshold: 4, bias: 2, dash: 2, weightShift: 1 },
});

/** A plugin of that chip, which passes the kit. */
export const tiny: DevicePlugin = xyloPlugin({ limits: tinyLimits, boards: [], simulator: simulatorDeployer });

/** A plugin that passes it on a board as well, one session at a time. */
export const soundOnBoard: DevicePlugin = withDriver(driver());

export function withDriver(deployer: Deployer): DevicePlugin {
  const capabilities = { ...sound.capabilities, hdk: true, missing: {} };
  const providers = [...sound.providers, bind(HDK_DRIVER, { useValue: deployer })];
  return { ...sound, boards: [board], capabilities, providers };
}

/** A board that is simulated, and taken while a session is open; it takes what `validator` lets pass. */
export function driver(validator: Validator = xyloValidator(limits)): Deployer {
  const simulator = simulatorDeployer(limits);
  let taken = false;
  return {
    async deploy(config, options) {
      refuseOnErrors(validator.validate(config), 'CONFIG_INVALID', 'not legal', { who: limits.chipId });
      if (taken) throw new Error('the board is taken');
      const session = await simulator.deploy(config, options);
      taken = true;
      return wrapSession(session, {
        kind: 'hdk',
        close: async () => {
          taken = false;
          await session.close();
        },
      });
    },
  };
}
