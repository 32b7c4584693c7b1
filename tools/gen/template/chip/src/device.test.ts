import { describeDevice } from '@xylopipe/device-testkit';
import { simulatorDeployer } from '@xylopipe/xylo-sim';
import { myChip } from './plugin.js';

describeDevice(myChip, {
  reference: (limits) => simulatorDeployer(limits, { core: 'reference' }),
});
