import { DeviceRegistry } from '@xylopipe/core/registry';
import { expect, it } from 'vitest';
import { limits } from './limits.js';
import { syns61300 } from './plugin.js';

it.each(['XyloDevKit', 'XyloTestBoard'])('is found by the board %s', (deviceTypeName) => {
  const device = new DeviceRegistry([syns61300]).forBoard({ deviceTypeName });
  expect([device.chipId, device.limits]).toEqual(['syns61300', limits]);
});
