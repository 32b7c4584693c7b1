import { SIGNAL_NAMES } from '@xylopipe/core';
import { describeSession } from '@xylopipe/device-testkit';
import { simulatorDeployer } from '../src/index.js';
import { chip } from './chip.js';

const capabilities = { record: SIGNAL_NAMES, outputs: ['spikes', 'vmem', 'isyn'], snapshot: true } as const;

for (const updateRule of ['v1', 'v2'] as const) {
  for (const core of ['reference', 'fast'] as const) {
    const limits = chip({ updateRule });
    describeSession(`simulator of a ${updateRule} chip on the ${core} core`, {
      deployer: simulatorDeployer(limits, { core }),
      limits,
      capabilities,
      kind: 'simulator',
    });
  }
}
