import { type ChipLimits, type Deployer, VALIDATOR } from '@xylopipe/core';
import { DeviceRegistry } from '@xylopipe/core/registry';
import { describe, expect, it, vi } from 'vitest';
import { plain, toyLimits } from '../test/graphs.js';
import { quantized } from '../test/specs.js';
import { defineRule } from './design-rules/design-rule.js';
import { type ChipCosts, costsOf, known, noCosts } from './estimate/chip-costs.js';
import { expansionCycleModel } from './estimate/family-costs.js';
import { CHIP_MAPS } from './maps/chip-maps.js';
import { xyloPlugin } from './plugin.js';

const limits = toyLimits();
const deployer: Deployer = { deploy: () => Promise.reject(new Error('not here')) };
const toy = xyloPlugin({ limits, boards: [], simulator: () => deployer });

describe('xyloPlugin', () => {
  it('makes parts that read the limits of the chip', () => {
    const device = new DeviceRegistry([toy]).get('toy');
    expect(device.mapper.map(plain()).value.layers[1]?.firstId).toBe(12);
    expect(device.configurator.configure(quantized({ inputs: 4 })).issues).toEqual([]);
    expect(() => device.configurator.configure(quantized({ inputs: 5 }))).toThrow(/limit 4/);
  });

  it('puts together the configurator with the validator of the device', () => {
    const issue = { code: 'ODD', severity: 'warning', at: [], message: 'odd' } as const;
    const registry = new DeviceRegistry([toy]).override('toy', VALIDATOR, { useValue: { validate: () => [issue] } });
    expect(registry.get('toy').configurator.configure(quantized({ inputs: 5 })).issues).toEqual([issue]);
  });

  it('brings what networks cost, or that nothing is known of it', () => {
    const costs: ChipCosts = { ...noCosts('toy'), cycles: known(expansionCycleModel) };
    const bringing = xyloPlugin({ limits, boards: [], simulator: () => deployer, costs });
    expect(costsOf(new DeviceRegistry([bringing]).get('toy'))).toBe(costs);
    expect(costsOf(new DeviceRegistry([toy]).get('toy'))).toEqual(noCosts('toy'));
  });

  it('refuses costs that are none, before there is a plugin', () => {
    const cycles = { known: false, reason: 'n/a' };
    const costs = { chipId: 'toy', cycles } as unknown as ChipCosts;
    expect(() => xyloPlugin({ limits, boards: [], simulator: () => deployer, costs })).toThrow(
      expect.objectContaining({ code: 'COSTS_INVALID', issues: [expect.objectContaining({ at: ['power'] })] }),
    );
  });

  it.each([
    ['limits', { boards: [], simulator: () => deployer }, ['limits']],
    ['boards', { limits, simulator: () => deployer }, ['boards']],
    ['anything', undefined, ['chipId', 'limits', 'boards']],
    ['sound limits', { limits: 5, boards: [], simulator: () => deployer }, ['limits']],
  ])('without %s is refused as a plugin that is not well formed', (_, member, places) => {
    const at = places.map((place) => expect.objectContaining({ at: [place] }));
    expect(() => xyloPlugin(member as never)).toThrow(
      expect.objectContaining({ code: 'PLUGIN_INVALID', issues: expect.arrayContaining(at) }),
    );
  });

  it('says so where its validator gives rubbish', () => {
    const registry = new DeviceRegistry([toy]).override('toy', VALIDATOR, {
      useValue: { validate: () => 42 as never },
    });
    expect(() => registry.get('toy').configurator.configure(quantized({ inputs: 4 }))).toThrow(/the validator gives/);
  });

  it('brings maps of registers and memories, or says that there are none', () => {
    const maps = { registers: [{ chipId: 'toy', block: 'core', registers: [] }] };
    const bringing = xyloPlugin({ limits, boards: [], simulator: () => deployer, maps });
    expect(new DeviceRegistry([bringing]).get('toy').resolve(CHIP_MAPS)).toBe(maps);
    expect(new DeviceRegistry([toy]).get('toy').resolve(CHIP_MAPS)).toEqual({ registers: [] });
  });

  it('holds networks against design rules of the chip besides those of the family', () => {
    const noNetwork = defineRule('DRC_NO_NETWORK', 'error', () => [{ message: 'a network', hint: 'map nothing' }]);
    const strict = xyloPlugin({ limits, boards: [], simulator: () => deployer, designRules: [noNetwork] });
    const { mapper } = new DeviceRegistry([strict]).get('toy');
    expect(() => mapper.map(plain())).toThrow(/DRC_NO_NETWORK: a network/);
    expect(() => mapper.map({ ...plain(), outputNodes: [] })).toThrow(/DRC_(?!NO_NETWORK)/);
  });

  it('makes the simulator of the limits, when it is first asked for', () => {
    const simulator = vi.fn((_: ChipLimits) => deployer);
    const device = new DeviceRegistry([xyloPlugin({ limits, boards: [], simulator })]).get('toy');
    expect(simulator).not.toHaveBeenCalled();
    expect(device.simulator).toBe(deployer);
    expect(simulator.mock.calls).toEqual([[limits]]);
  });
});
