import { describeDevice } from '@xylopipe/device-testkit';
import { simulatorDeployer } from '@xylopipe/xylo-sim';
import { legalize } from './legalize.js';
import { dale } from './plugin.js';

describeDevice(dale, {
  reference: (limits) => simulatorDeployer(limits, { core: 'reference' }),
  legalize,
});
