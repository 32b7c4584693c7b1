import { describeDevice } from '@xylopipe/device-testkit';
import { simulatorDeployer } from '@xylopipe/xylo-sim';
import { syns63300 } from './plugin.js';

describeDevice(syns63300, { reference: (limits) => simulatorDeployer(limits, { core: 'reference' }) });
