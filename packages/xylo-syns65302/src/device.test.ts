import { describeDevice } from '@xylopipe/device-testkit';
import { simulatorDeployer } from '@xylopipe/xylo-sim';
import { syns65302 } from './plugin.js';

describeDevice(syns65302, { reference: (limits) => simulatorDeployer(limits, { core: 'reference' }) });
