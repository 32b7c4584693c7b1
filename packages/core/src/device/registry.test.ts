import { describe, expect, it } from 'vitest';
import {
  type ToyConfigurator,
  thrownBy,
  toyDeployer,
  toyMapper,
  toyPlugin,
  toyValidator,
  unused,
} from '../../test/toy-plugin.js';
import { inject, injectable } from '../di.js';
import { XylopipeError } from '../issues/error.js';
import type { Mapper } from './contract.js';
import type { ChipLimits } from './limits.js';
import type { DevicePlugin } from './plugin.js';
import { bind } from './provider.js';
import { DeviceRegistry } from './registry.js';
import { CHIP_LIMITS, HDK_DRIVER, MAPPER, token, VALIDATOR } from './token.js';

const code = (value: string) => expect.objectContaining({ code: value });

describe('DeviceRegistry', () => {
  it('makes each part once, on first use', () => {
    let made = 0;
    const providers = toyPlugin('a').providers.filter((b) => b.token !== MAPPER);
    const counting = bind(MAPPER, {
      useFactory: () => {
        made++;
        return toyMapper();
      },
    });
    const registry = new DeviceRegistry([toyPlugin('a', { providers: [...providers, counting] })]);
    expect(made).toBe(0);
    expect(registry.get('a').mapper).toBe(registry.get('a').mapper);
    expect(made).toBe(1);
  });

  it('gives a part the other parts of its device, and the limits', () => {
    const device = new DeviceRegistry([toyPlugin('a')]).get('a');
    expect((device.configurator as ToyConfigurator).validator).toBe(device.validator);
    expect(device.resolve(CHIP_LIMITS)).toBe(device.limits);
  });

  it('injects classes', () => {
    class ClassMapper implements Mapper {
      readonly map = unused;
      constructor(readonly limits: ChipLimits) {}
    }
    inject(CHIP_LIMITS)(ClassMapper, undefined, 0);
    injectable()(ClassMapper);
    const registry = new DeviceRegistry([toyPlugin('a'), toyPlugin('b')]).override('a', MAPPER, {
      useClass: ClassMapper,
    });
    const { mapper, limits } = registry.get('a');
    expect(mapper).toBeInstanceOf(ClassMapper);
    expect((mapper as ClassMapper).limits).toBe(limits);
    expect(registry.get('a').mapper).toBe(mapper);
  });

  it('replaces one part of one device: no other part, device, registry or device in hand notices', () => {
    const registry = new DeviceRegistry([toyPlugin('a'), toyPlugin('b')]);
    const other = new DeviceRegistry([toyPlugin('a')]);
    const before = {
      inHand: registry.get('a').validator,
      b: registry.get('b').validator,
      other: other.get('a').validator,
    };
    const inHand = registry.get('a');
    const strict = toyValidator();

    registry.override('a', VALIDATOR, { useValue: strict });

    expect(registry.get('a').validator).toBe(strict);
    expect((registry.get('a').configurator as ToyConfigurator).validator).toBe(strict);
    expect(inHand.validator).toBe(before.inHand);
    expect(registry.get('b').validator).toBe(before.b);
    expect(other.get('a').validator).toBe(before.other);
  });

  it('keeps earlier overrides, and the last one of a part wins', () => {
    const [first, second] = [toyMapper(), toyMapper()];
    const validator = toyValidator();
    const registry = new DeviceRegistry([toyPlugin('a')])
      .override('a', VALIDATOR, { useValue: validator })
      .override('a', MAPPER, { useValue: first })
      .override('a', MAPPER, { useValue: second });
    expect(registry.get('a').mapper).toBe(second);
    expect(registry.get('a').validator).toBe(validator);
  });

  it('lists what is there when a chip is unknown or known twice', () => {
    const registry = new DeviceRegistry([toyPlugin('a'), toyPlugin('b')]);
    expect(() => registry.get('c')).toThrow('there is no chip "c"; have: a, b');
    expect(() => registry.get('c')).toThrow(code('UNKNOWN_CHIP'));
    expect(() => registry.add(toyPlugin('a'))).toThrow(code('DUPLICATE_CHIP'));
    expect(() => new DeviceRegistry().get('a')).toThrow('have: none');
    expect(registry.list().map((p) => p.chipId)).toEqual(['a', 'b']);
    expect([registry.has('a'), registry.has('c')]).toEqual([true, false]);
  });

  it('finds the device of a board', () => {
    const registry = new DeviceRegistry([toyPlugin('a'), toyPlugin('b')]);
    expect(registry.forBoard({ deviceTypeName: 'bBoard' }).chipId).toBe('b');
    expect(() => registry.forBoard({ deviceTypeName: 'x' })).toThrow('have: aBoard (a), bBoard (b)');
  });

  it('has a driver where the plugin says so, and otherwise says what to do', () => {
    const driver = toyDeployer();
    const providers = [...toyPlugin('b').providers, bind(HDK_DRIVER, { useValue: driver })];
    const capabilities = { record: [], outputs: [], snapshot: false, hdk: true };
    const registry = new DeviceRegistry([toyPlugin('a'), toyPlugin('b', { providers, capabilities })]);
    expect(registry.get('b').hdkDriver).toBe(driver);
    expect(() => registry.get('a').hdkDriver).toThrow(code('NO_DRIVER'));
    const why = { ...toyPlugin('c').capabilities, missing: { hdk: 'no board was made' } };
    expect(() => registry.add(toyPlugin('c', { capabilities: why })).get('c').hdkDriver).toThrow(
      'this device has no hardware driver: no board was made',
    );
  });

  it('refuses tokens that a device does not bind', () => {
    const registry = new DeviceRegistry([toyPlugin('a')]);
    expect(() => registry.get('a').resolve(token('Nothing'))).toThrow('a: this device does not bind Nothing');
    expect(() => registry.override('a', HDK_DRIVER, { useValue: toyDeployer() })).toThrow(code('NO_SUCH_PART'));
  });
});
