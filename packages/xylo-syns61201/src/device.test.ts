import { describeDevice } from '@xylopipe/device-testkit';
import { simulatorDeployer } from '@xylopipe/xylo-sim';
import { syns61201 } from './plugin.js';

describeDevice(syns61201, { reference: (limits) => simulatorDeployer(limits, { core: 'reference' }) });
