import { describeDevice } from '@xylopipe/device-testkit';
import { simulatorDeployer } from '@xylopipe/xylo-sim';
import { syns65300 } from './plugin.js';

describeDevice(syns65300, { reference: (limits) => simulatorDeployer(limits, { core: 'reference' }) });
