import { DeviceRegistry } from '@xylopipe/core/registry';
import { expect, it } from 'vitest';
import { limits } from './limits.js';
import { syns65300 } from './plugin.js';

it('is had by its id', () => {
  expect(new DeviceRegistry([syns65300]).get('syns65300').limits).toBe(limits);
});

it('claims no board of another chip', () => {
  const registry = new DeviceRegistry([syns65300]);
  expect(() => registry.forBoard({ deviceTypeName: 'XyloTestBoard' })).toThrow('have: none');
});
