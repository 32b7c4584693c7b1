import { DeviceRegistry } from '@xylopipe/core/registry';
import { expect, it } from 'vitest';
import { limits } from './limits.js';
import { syns61201 } from './plugin.js';

it('is found by its board', () => {
  const device = new DeviceRegistry([syns61201]).forBoard({ deviceTypeName: 'XyloA2TestBoard' });
  expect([device.chipId, device.limits]).toEqual(['syns61201', limits]);
});
