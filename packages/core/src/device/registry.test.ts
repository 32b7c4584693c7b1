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
import type { Mapper } from './contract.js';
import type { ChipLimits } from './limits.js';
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

  it('has copies with the same devices and overrides, which go their own way', () => {
    const [first, second] = [toyMapper(), toyMapper()];
    const registry = new DeviceRegistry([toyPlugin('a')]).override('a', MAPPER, { useValue: first });
    const copy = registry.copy();
    expect(copy.get('a').mapper).toBe(first);
    copy.override('a', MAPPER, { useValue: second }).add(toyPlugin('b'));
    registry.add(toyPlugin('c'));
    expect(copy.list().map(({ chipId }) => chipId)).toEqual(['a', 'b']);
    expect(registry.list().map(({ chipId }) => chipId)).toEqual(['a', 'c']);
    expect(registry.get('a').mapper).toBe(first);
    expect(copy.get('a').mapper).toBe(second);
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
    expect(() => new DeviceRegistry().get('a')).toThrow('have: none');
    expect(registry.list().map((p) => p.chipId)).toEqual(['a', 'b']);
    expect([registry.has('a'), registry.has('c')]).toEqual([true, false]);
  });

  it('finds the device of a board', () => {
    const registry = new DeviceRegistry([toyPlugin('a'), toyPlugin('b')]);
    expect(registry.forBoard({ deviceTypeName: 'bBoard' }).chipId).toBe('b');
    expect(() => registry.forBoard({ deviceTypeName: 'x' })).toThrow('have: aBoard (a), bBoard (b)');
    for (const board of [undefined, null, 'bBoard', {}]) {
      const error = thrownBy(() => registry.forBoard(board as never));
      expect(error).toMatchObject({ code: 'UNKNOWN_BOARD', message: expect.stringContaining('a board undefined;') });
    }
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

  it('refuses to replace a part by what makes none', () => {
    const registry = new DeviceRegistry([toyPlugin('a')]);
    const { mapper } = registry.get('a');
    for (const provider of [undefined, null, {}, { useValue: null }, { useFactory: 1 }, { useValue: 1, useClass: 2 }]) {
      const error = thrownBy(() => registry.override('a', MAPPER, provider as never));
      expect(error).toMatchObject({ code: 'PROVIDER_INVALID', who: 'a' });
    }
    expect(registry.get('a').mapper).toBe(mapper);
  });
});

describe('override', () => {
  it('keeps the provider as it was', () => {
    const [first, second] = [toyMapper(), toyMapper()];
    const provider = { useValue: first };
    const registry = new DeviceRegistry([toyPlugin('a')]).override('a', MAPPER, provider);
    provider.useValue = second;
    expect(registry.get('a').mapper).toBe(first);
    expect(registry.copy().get('a').mapper).toBe(first);
  });

  it('looks at own keys only, when it checks and when it makes', () => {
    const [own, inherited] = [toyMapper(), toyMapper()];
    const provider = Object.assign(Object.create({ useValue: inherited }), { useFactory: () => own });
    const { providers } = toyPlugin('a');
    const bound = toyPlugin('a', {
      providers: providers.map((b) => (b.token === MAPPER ? bind(MAPPER, provider) : b)),
    });
    expect(new DeviceRegistry([toyPlugin('a')]).override('a', MAPPER, provider).get('a').mapper).toBe(own);
    expect(new DeviceRegistry([bound]).get('a').mapper).toBe(own);
  });
});

describe('what is no list of plugins', () => {
  it.each([undefined, null, {}, 'syns61201', 3])('%j is refused as such', (plugins) => {
    const message = expect.stringMatching(/^plugins come as a list, this is /);
    const refusal = { code: 'PLUGIN_INVALID', message, hint: expect.any(String) };
    expect(thrownBy(() => new DeviceRegistry().addAll(plugins as never))).toMatchObject(refusal);
    if (plugins !== undefined) expect(thrownBy(() => new DeviceRegistry(plugins as never))).toMatchObject(refusal);
  });
});

describe('a board that more than one chip can sit on', () => {
  const boards = [{ deviceTypeName: 'both' }];
  const registry = new DeviceRegistry([toyPlugin('a', { boards }), toyPlugin('b', { boards }), toyPlugin('c')]);

  it('does not say which it is', () => {
    expect(thrownBy(() => registry.forBoard({ deviceTypeName: 'both' }))).toMatchObject({
      code: 'AMBIGUOUS_BOARD',
      message: expect.stringContaining('"both" can carry more than one registered chip: a (Toy a), b (Toy b)'),
      hint: expect.any(String),
    });
  });

  it('keeps no other board from being found', () => {
    expect(registry.forBoard({ deviceTypeName: 'cBoard' }).chipId).toBe('c');
    expect(new DeviceRegistry([toyPlugin('b', { boards })]).forBoard({ deviceTypeName: 'both' }).chipId).toBe('b');
  });
});

describe('faulty plugins', () => {
  const otherApi = { ...toyPlugin('new'), apiVersion: 2 } as never;
  const noDriver = toyPlugin('odd', { capabilities: { ...toyPlugin('odd').capabilities, hdk: true } });
  const imposter = toyPlugin('a', { limits: { ...toyPlugin('a').limits, label: 'Other' } });

  it('are refused alone: another of one id, saying which is which', () => {
    const registry = new DeviceRegistry([toyPlugin('a'), toyPlugin('b')]);
    const error = thrownBy(() => registry.add(imposter));
    expect(error).toMatchObject({ code: 'DUPLICATE_CHIP', who: 'a', hint: expect.stringContaining('override') });
    expect(error).toMatchObject({
      message: expect.stringContaining('a: "Other" has the chip id of "Toy a", which is there already; have: a, b'),
    });
    expect(registry.get('a').limits.label).toBe('Toy a');
  });

  it('are left out of a list, and the rest of it works', () => {
    const registry = new DeviceRegistry([toyPlugin('a')]);
    const issues = registry.addAll([imposter, null, toyPlugin('b'), otherApi, noDriver, toyPlugin('c')]);
    expect(issues.map(({ code, at }) => [code, ...at])).toEqual([
      ['DUPLICATE_CHIP', 0],
      ['INVALID_VALUE', 1],
      ['API_VERSION', 3, 'apiVersion'],
      ['PLUGIN_CONTRADICTS', 4, 'capabilities', 'hdk'],
    ]);
    expect(issues.map(({ message }) => message.split(':', 1)[0])).toEqual([
      'a',
      'a plugin without an id',
      'new',
      'odd',
    ]);
    expect(issues.every(({ severity }) => severity === 'error')).toBe(true);
    expect(registry.list().map(({ chipId }) => chipId)).toEqual(['a', 'b', 'c']);
    expect(registry.get('c').mapper).toBeDefined();
    expect(registry.addAll([])).toEqual([]);
    expect(registry.addAll([toyPlugin('odd'), toyPlugin('new')])).toEqual([]);
  });

  it.each([
    ['a symbol', Symbol('x'), 'Symbol(x)'],
    ['an object without prototype', Object.create(null), 'an object that cannot be read was thrown'],
  ])('that throw %s when they are looked at are left out as well', (_, thrown, reason) => {
    const odd = Object.defineProperty({ ...toyPlugin('odd') }, 'limits', {
      enumerable: true,
      get() {
        throw thrown;
      },
    });
    const registry = new DeviceRegistry();
    expect(registry.addAll([odd, toyPlugin('after')])).toMatchObject([
      { code: 'PLUGIN_INVALID', at: [0], message: `odd: not a valid device plugin: it cannot be read: ${reason}` },
    ]);
    expect(registry.has('after')).toBe(true);
  });

  it('that are another each time they are looked at break nobody else', () => {
    for (let sound = 1; sound < 40; sound++) {
      let looks = 0;
      const fickle = new Proxy(toyPlugin('fickle'), {
        get: (target, key) => {
          if (++looks > sound) throw new Error('enough');
          return Reflect.get(target, key);
        },
      });
      const registry = new DeviceRegistry();
      registry.addAll([fickle, toyPlugin('after')]);
      expect(registry.get('after').mapper).toBeDefined();
    }
  });

  it('keep a registry from being made: by its own error if it is one', () => {
    expect(thrownBy(() => new DeviceRegistry([toyPlugin('a'), imposter]))).toMatchObject({ code: 'DUPLICATE_CHIP' });
    expect(thrownBy(() => new DeviceRegistry([otherApi]))).toMatchObject({ code: 'PLUGIN_INVALID', who: 'new' });
  });

  it('keep a registry from being made: by one error with the issues of all', () => {
    const list = [toyPlugin('a'), otherApi, imposter, toyPlugin('b'), noDriver];
    const error = thrownBy(() => new DeviceRegistry(list));
    expect(error).toMatchObject({
      code: 'PLUGIN_INVALID',
      message: expect.stringContaining('3 of 5 plugins cannot be added: new, a, odd\n'),
      issues: new DeviceRegistry().addAll(list),
      cause: { errors: [{ who: 'new' }, { code: 'DUPLICATE_CHIP' }, { who: 'odd' }] },
    });
  });
});
