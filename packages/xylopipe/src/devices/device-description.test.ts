import { bind, type DevicePlugin, XylopipeError } from '@xylopipe/core';
import { DeviceRegistry } from '@xylopipe/core/registry';
import { CHIP_COSTS } from '@xylopipe/xylo-common';
import { CHIP_MAPS } from '@xylopipe/xylo-common/maps';
import { syns61201 } from '@xylopipe/xylo-syns61201';
import { describe, expect, it } from 'vitest';
import { createRegistry } from '../registry.js';
import { type DeviceDescription, deviceDescriptions } from './device-description.js';

const describeOne = (plugin: DevicePlugin): DeviceDescription =>
  deviceDescriptions(new DeviceRegistry([plugin]))[0] as DeviceDescription;

const without = (...tokens: readonly symbol[]) => syns61201.providers.filter(({ token }) => !tokens.includes(token));

describe('deviceDescriptions', () => {
  it('tells of every device of the registry, in its order', () => {
    const registry = createRegistry();
    expect(deviceDescriptions(registry).map(({ chipId, label }) => [chipId, label])).toEqual(
      registry.list().map(({ chipId, limits }) => [chipId, limits.label]),
    );
    expect(deviceDescriptions(new DeviceRegistry())).toEqual([]);
  });

  it('has costs and maps as the plugin brings them', () => {
    const { costs, maps, boards, missing } = describeOne(syns61201);
    expect(costs).toMatchObject({ cycles: { known: true }, power: { known: true } });
    expect(maps).toMatchObject({
      known: true,
      value: [{ name: 'core registers' }, { name: 'front end registers' }, { kind: 'memories' }],
    });
    expect(boards).toMatchObject([{ deviceTypeName: 'XyloA2TestBoard' }]);
    expect(missing).toEqual([{ capability: 'hdk', reason: syns61201.capabilities.missing?.hdk }]);
  });

  it('says so where it brings none', () => {
    const { costs, maps } = describeOne({ ...syns61201, providers: without(CHIP_COSTS, CHIP_MAPS) });
    expect([costs.cycles.known, costs.power.known]).toEqual([false, false]);
    expect(maps).toEqual({ known: false, reason: 'the plugin brings none' });
  });

  it('says why where they fail, and tells all else', () => {
    const useFactory = (): never => {
      throw new XylopipeError('NO_MAP', 'not today', { hint: 'tomorrow' });
    };
    const broken = [bind(CHIP_COSTS, { useFactory }), bind(CHIP_MAPS, { useFactory })];
    const { chipId, costs, maps } = describeOne({
      ...syns61201,
      providers: [...without(CHIP_COSTS, CHIP_MAPS), ...broken],
    });
    expect(chipId).toBe('syns61201');
    for (const part of [costs.cycles, costs.power, maps]) {
      expect(part).toMatchObject({ known: false, reason: expect.stringMatching(/^the plugin fails: .*not today$/) });
    }
  });

  it.each([
    ['costs without power', CHIP_COSTS, { chipId: 'syns61201', cycles: { known: false, reason: 'n/a' } }],
    ['costs of numbers', CHIP_COSTS, { cycles: 1, power: null }],
    ['maps without registers', CHIP_MAPS, { registers: [{ registers: null }], memories: 4 }],
    ['a map of nothing', CHIP_MAPS, 42],
  ])('says so where a plugin brings %s', (_, own, useValue) => {
    const rubbish = bind(own as symbol, { useValue: useValue as never });
    const { costs, maps, ...rest } = describeOne({ ...syns61201, providers: [...without(own), rubbish] });
    const part = own === CHIP_COSTS ? costs.power : maps;
    expect(part).toMatchObject({ known: false, reason: expect.stringMatching(/^the plugin fails: \S/) });
    expect(rest).toMatchObject({ chipId: 'syns61201', label: syns61201.limits.label });
  });

  it('says why also where what is thrown is no error', () => {
    const useFactory = (): never => {
      throw Object.create(null);
    };
    const broken = bind(CHIP_MAPS, { useFactory });
    const { maps } = describeOne({ ...syns61201, providers: [...without(CHIP_MAPS), broken] });
    expect(maps).toMatchObject({ known: false, reason: expect.stringContaining('cannot be read was thrown') });
  });

  it('lists what is missing, also without a reason', () => {
    const { missing, ...capabilities } = {
      ...syns61201.capabilities,
      outputs: ['spikes', 'isyn'] as const,
      record: [],
    };
    const found = describeOne({ ...syns61201, capabilities });
    expect(missing).toBeDefined();
    expect(found.missing).toHaveLength(9);
    expect(found.missing).toContainEqual({ capability: 'outputs.vmem', reason: null });
  });
});
