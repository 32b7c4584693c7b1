import { SIGNAL_NAMES } from '@xylopipe/core';
import { simulatorDeployer } from '../src/index.js';
import { chip } from './chip.js';
import { describeSessionContract } from './session-contract.js';

const capabilities = { record: SIGNAL_NAMES, outputs: ['spikes', 'vmem', 'isyn'], snapshot: true } as const;

for (const updateRule of ['v1', 'v2'] as const) {
  for (const core of ['reference', 'fast'] as const) {
    const limits = chip({ updateRule });
    describeSessionContract(`simulator of a ${updateRule} chip on the ${core} core`, {
      deployer: simulatorDeployer(limits, { core }),
      limits,
      capabilities,
    });
  }
}
