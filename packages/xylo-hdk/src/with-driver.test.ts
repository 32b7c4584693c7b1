import { HDK_DRIVER, VALIDATOR } from '@xylopipe/core';
import { DeviceRegistry } from '@xylopipe/core/registry';
import { CHIP_MAPS } from '@xylopipe/xylo-common/maps';
import { syns61201 } from '@xylopipe/xylo-syns61201';
import { describe, expect, it } from 'vitest';
import { plugins } from '../test/boards.js';
import { everyBank } from '../test/configs.js';
import { FakeBus } from '../test/fake-bus.js';
import { rejectionOf } from '../test/rejection.js';
import { BOARD_CONNECTION } from './board/board-connection.js';
import { withDriver } from './with-driver.js';

describe('withDriver', () => {
  const plugin = withDriver(syns61201);

  it('adds a driver, and says no longer that there is none', () => {
    expect(syns61201.capabilities).toMatchObject({ hdk: false, missing: { hdk: expect.any(String) } });
    expect(plugin.capabilities).toEqual({ ...syns61201.capabilities, hdk: true, missing: undefined });
    expect('missing' in plugin.capabilities).toBe(false);
  });

  it('keeps the reasons of what else is missing', () => {
    const missing = { hdk: 'none', snapshot: 'cannot' };
    const less = { ...syns61201, capabilities: { ...syns61201.capabilities, snapshot: false, missing } };
    expect(withDriver(less).capabilities.missing).toEqual({ snapshot: 'cannot' });
  });

  it('refuses a plugin that has one', () => {
    expect(() => withDriver(plugin)).toThrow(expect.objectContaining({ code: 'PLUGIN_INVALID' }));
  });

  it('knows no board before somebody names one', async () => {
    const { hdkDriver } = new DeviceRegistry([plugin]).get('syns61201');
    expect(await rejectionOf(hdkDriver.deploy(everyBank('syns61201')))).toMatchObject({
      code: 'NO_BOARD',
      who: 'syns61201',
      hint: expect.stringContaining('BOARD_CONNECTION'),
    });
  });

  it('makes a driver of the parts of the device, whoever replaced them', async () => {
    const bus = new FakeBus('syns61201');
    const issue = { code: 'ODD', severity: 'error', at: [], message: 'odd' } as const;
    const registry = new DeviceRegistry([plugin]).override('syns61201', BOARD_CONNECTION, {
      useValue: async () => bus,
    });
    const session = await registry.get('syns61201').hdkDriver.deploy(everyBank('syns61201'));
    expect([session.kind, bus.runs.length]).toEqual(['hdk', 3]);
    registry.override('syns61201', VALIDATOR, { useValue: { validate: () => [issue] } });
    const strict = registry.get('syns61201').hdkDriver;
    expect((await rejectionOf(strict.deploy(everyBank('syns61201')))).issues).toEqual([issue]);
  });

  it('has no driver without a map of the memories', () => {
    const registry = new DeviceRegistry([plugin]).override('syns61201', CHIP_MAPS, { useValue: { registers: [] } });
    expect(() => registry.get('syns61201').hdkDriver).toThrow(expect.objectContaining({ code: 'NO_MAPS' }));
  });

  it('is there on all chips', () => {
    const registry = new DeviceRegistry(plugins);
    for (const { chipId } of plugins) expect(registry.get(chipId).resolve(HDK_DRIVER)).toHaveProperty('deploy');
  });
});
