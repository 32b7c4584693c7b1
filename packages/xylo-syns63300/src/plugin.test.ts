import { DeviceRegistry } from '@xylopipe/core/registry';
import { expect, it } from 'vitest';
import { limits } from './limits.js';
import { syns63300 } from './plugin.js';

it('is found by its board', () => {
  const device = new DeviceRegistry([syns63300]).forBoard({ deviceTypeName: 'XyloImuTestBoard' });
  expect([device.chipId, device.limits]).toEqual(['syns63300', limits]);
});
