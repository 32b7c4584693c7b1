import { describeSession } from '@xylopipe/device-testkit';
import { boardWith, driverFor, plugins } from './boards.js';

for (const { chipId, limits, capabilities } of plugins) {
  const deployer = driverFor(chipId, () => boardWith(chipId));
  describeSession(`${chipId} on an emulated board`, { deployer, limits, capabilities, kind: 'hdk' });
}
