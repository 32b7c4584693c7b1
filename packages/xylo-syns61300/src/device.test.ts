import { describeDevice } from '@xylopipe/device-testkit';
import { simulatorDeployer } from '@xylopipe/xylo-sim';
import { syns61300 } from './plugin.js';

describeDevice(syns61300, { reference: (limits) => simulatorDeployer(limits, { core: 'reference' }) });
