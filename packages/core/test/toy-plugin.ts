import type { Configurator, Deployer, Mapper, Validator } from '../src/device/contract.js';
import { type ChipLimits, defineLimits } from '../src/device/limits.js';
import type { DevicePlugin } from '../src/device/plugin.js';
import { bind } from '../src/device/provider.js';
import { CONFIGURATOR, MAPPER, SIMULATOR, VALIDATOR } from '../src/device/token.js';

/** Limits of a small chip. */
export const toyLimits: ChipLimits = defineLimits({
  chipId: 'toy',
  label: 'Toy',
  inputChannels: 2,
  hiddenNeurons: 3,
  outputNeurons: 1,
  synapsesPerHidden: 1,
  inputExpansionNeurons: 3,
  outputExpansionNeurons: 3,
  aliasTargets: 1,
  maxFanOut: 2,
  recurrentWordsPerBank: 4,
  bias: true,
  hibernation: false,
  bits: { weight: 8, state: 16, threshold: 16, bias: 8, dash: 4, weightShift: 3 },
  maxSpikes: { input: 15, hidden: 31, output: 1 },
  realTimeDt: 0.005,
  updateRule: 'v2',
  idAllocation: 'walkOrder',
  assumed: [],
});

/** What parts of toys do. */
export const unused = (): never => {
  throw new Error('not called in this test');
};

export const toyMapper = (): Mapper => ({ map: unused });
export const toyValidator = (): Validator => ({ validate: () => [] });
export const toyDeployer = (): Deployer => ({ deploy: unused });

/** A configurator that shows which validator it was given. */
export interface ToyConfigurator extends Configurator {
  readonly validator: Validator;
}

/** A plugin whose parts do nothing. */
export const toyPlugin = (chipId: string, changes: Partial<DevicePlugin> = {}): DevicePlugin => ({
  apiVersion: 1,
  chipId,
  limits: { ...toyLimits, chipId, label: `Toy ${chipId}` },
  boards: [{ deviceTypeName: `${chipId}Board` }],
  capabilities: { record: [], outputs: ['spikes'], snapshot: false, hdk: false },
  providers: [
    bind(MAPPER, { useFactory: toyMapper }),
    bind(VALIDATOR, { useFactory: toyValidator }),
    bind(CONFIGURATOR, {
      useFactory: (parts): ToyConfigurator => ({ configure: unused, validator: parts.resolve(VALIDATOR) }),
    }),
    bind(SIMULATOR, { useFactory: toyDeployer }),
  ],
  ...changes,
});

/** What a function throws; fails if it throws nothing. */
export function thrownBy(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}
