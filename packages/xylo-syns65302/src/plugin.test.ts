import { DeviceRegistry } from '@xylopipe/core/registry';
import { expect, it } from 'vitest';
import { limits } from './limits.js';
import { syns65302 } from './plugin.js';

it('is found by its board', () => {
  const device = new DeviceRegistry([syns65302]).forBoard({ deviceTypeName: 'XyloAudio3TestBoard' });
  expect([device.chipId, device.limits]).toEqual(['syns65302', limits]);
});
