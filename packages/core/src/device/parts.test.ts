import { describe, expect, it, vi } from 'vitest';
import { thrownBy, toyDeployer, toyLimits, toyMapper, toyPlugin, toyValidator, unused } from '../../test/toy-plugin.js';
import { inject, injectable } from '../di.js';
import { XylopipeError } from '../issues/error.js';
import { bind, type PartResolver, type Provider } from './provider.js';
import { DeviceRegistry } from './registry.js';
import { CHIP_LIMITS, CONFIGURATOR, MAPPER, SIMULATOR, type Token, token, VALIDATOR } from './token.js';

const fault = new RangeError('no mapper\n  today');
const failing = (thrown: unknown) => ({
  useFactory: () => {
    throw thrown;
  },
});
/** The device of one registry, with a mapper from elsewhere. */
const withMapper = (provider: unknown) =>
  new DeviceRegistry([toyPlugin('a'), toyPlugin('b')]).override('a', MAPPER, provider as Provider<never>);

class NeedsValidator {
  readonly map = unused;
}
inject(VALIDATOR)(NeedsValidator, undefined, 0);
injectable()(NeedsValidator);

describe('a part that cannot be made', () => {
  it.each([
    ['throws', failing(fault), 'no mapper today', fault],
    ['throws no error', failing('broken'), 'broken', 'broken'],
    ['throws nothing', failing(undefined), 'undefined', undefined],
    ['gives undefined', { useFactory: () => undefined }, 'its provider gives undefined', expect.any(TypeError)],
    ['gives null', { useFactory: () => null }, 'its provider gives null', expect.any(TypeError)],
    ['gives another part', { useValue: toyDeployer() }, 'gives an object without map()', expect.any(TypeError)],
    [
      'gives a promise',
      { useFactory: async () => toyMapper() },
      'gives a promise; parts are made at once',
      expect.any(TypeError),
    ],
    ['gives a text', { useValue: 'mapper' }, 'gives "mapper" without map()', expect.any(TypeError)],
    [
      'is a class that throws',
      {
        useClass: class {
          constructor() {
            throw fault;
          }
        },
      },
      'no mapper today',
      fault,
    ],
    [
      'is a class whose parameters are not known',
      {
        useClass: class Odd {
          constructor(readonly limits: unknown) {}
        },
      },
      'nothing says what to pass to the constructor of Odd',
      expect.objectContaining({ code: 'CLASS_UNDECORATED', cause: expect.any(Error) }),
    ],
  ])('where its provider %s: the error names chip and part, and keeps the cause', (_, provider, reason, cause) => {
    const registry = withMapper(provider);
    const error = thrownBy(() => registry.get('a').mapper);
    expect(error).toMatchObject({ code: 'PART_FAILED', who: 'a' });
    expect((error as XylopipeError).message).toMatch(/^a: Mapper cannot be made: /);
    expect((error as XylopipeError).message).toContain(reason);
    expect((error as XylopipeError).cause).toEqual(cause);
    const { validator, configurator } = registry.get('a');
    expect([validator, configurator, registry.get('b').mapper].every((part) => part !== undefined)).toBe(true);
  });

  it.each([
    ['a mapper', MAPPER],
    ['a part of its own', token<unknown>('Own')],
  ])('where %s is a promise that rejects: the error is the only one, nothing is left unhandled', async (_, own) => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    const useFactory = async () => {
      throw fault;
    };
    const { providers } = toyPlugin('a');
    const kept = providers.filter((b) => b.token !== own);
    const plugin = toyPlugin('a', { providers: [...kept, bind(own, { useFactory } as unknown as Provider<never>)] });
    expect(thrownBy(() => new DeviceRegistry([plugin]).get('a').resolve(own as Token<unknown>))).toMatchObject({
      code: 'PART_FAILED',
      message: expect.stringContaining('its provider gives a promise; parts are made at once'),
    });
    // Rejections that nobody handles are told of before the next immediate.
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });

  it('says of a class that nothing is known of how to make it', () => {
    class Odd {
      readonly map = unused;
      constructor(readonly limits: unknown) {}
    }
    expect(thrownBy(() => withMapper({ useClass: Odd }).get('a').mapper)).toMatchObject({
      code: 'PART_FAILED',
      hint: expect.stringMatching(/injectable\(\).*inject\(token\).*@xylopipe\/core\/di.*useFactory/),
    });
  });

  it.each([
    ['a symbol', Symbol('x'), 'Symbol(x)'],
    ['an object without prototype', Object.create(null), 'an object that cannot be read was thrown'],
  ])('where %s is thrown: it is told all the same', (_, thrown, reason) => {
    expect(thrownBy(() => withMapper(failing(thrown)).get('a').mapper)).toMatchObject({
      message: `a: Mapper cannot be made: ${reason}`,
    });
  });

  it('is tried again at the next ask', () => {
    let asked = 0;
    const mapper = toyMapper();
    const useFactory = () => {
      asked++;
      if (asked === 1) throw fault;
      return mapper;
    };
    const device = withMapper({ useFactory }).get('a');
    expect(() => device.mapper).toThrow('no mapper');
    expect([device.mapper, device.mapper, asked]).toEqual([mapper, mapper, 2]);
  });

  it('fails those that need it, and nobody else', () => {
    const registry = new DeviceRegistry([toyPlugin('a')]).override('a', VALIDATOR, failing(fault));
    const device = registry.get('a');
    expect(thrownBy(() => device.configurator)).toMatchObject({
      code: 'PART_FAILED',
      message: 'a: Validator cannot be made: no mapper today',
      cause: fault,
    });
    expect([device.mapper, device.simulator].every((part) => part !== undefined)).toBe(true);
    registry.override('a', VALIDATOR, { useFactory: toyValidator });
    expect(registry.get('a').configurator).toBeDefined();
  });

  it('is found also behind a class, of which the container keeps the words only', () => {
    const registry = withMapper({ useClass: NeedsValidator }).override('a', VALIDATOR, failing(fault));
    expect(thrownBy(() => registry.get('a').mapper)).toMatchObject({
      message: 'a: Validator cannot be made: no mapper today',
      cause: fault,
    });
  });

  it('can be done without, by a factory that catches the error', () => {
    const registry = new DeviceRegistry([toyPlugin('a')])
      .override('a', VALIDATOR, failing(fault))
      .override('a', MAPPER, {
        useFactory: (parts) => {
          expect(() => parts.resolve(VALIDATOR)).toThrow('no mapper');
          return toyMapper();
        },
      });
    expect(registry.get('a').mapper).toBeDefined();
  });
});

describe('parts that need each other', () => {
  const message = 'a: Mapper cannot be made: it needs itself: Mapper > Validator > Mapper';
  const needsMapper = {
    useFactory: (parts: PartResolver) => {
      parts.resolve(MAPPER);
      return toyValidator();
    },
  };

  it.each([
    ['factories', { useFactory: (parts: PartResolver) => parts.resolve(VALIDATOR) }],
    ['a class and a factory', { useClass: NeedsValidator }],
  ])('in a circle of %s', (_, provider) => {
    const device = withMapper(provider).override('a', VALIDATOR, needsMapper).get('a');
    expect(thrownBy(() => device.mapper)).toMatchObject({ code: 'PART_FAILED', who: 'a', message });
    expect(thrownBy(() => device.configurator)).toMatchObject({ code: 'PART_FAILED', who: 'a' });
    expect(device.simulator).toBeDefined();
  });

  it('only when they are used are in no circle', () => {
    let mapper: unknown;
    const device = withMapper({
      useFactory: (parts: PartResolver) => ({
        map: () => parts.resolve(CONFIGURATOR),
      }),
    })
      .override('a', VALIDATOR, {
        useFactory: (parts) => {
          mapper = parts.resolve(MAPPER);
          return toyValidator();
        },
      })
      .get('a');
    expect(device.configurator).toBe(device.mapper.map({} as never));
    expect(mapper).toBe(device.mapper);
  });
});

describe('errors of ours while a part is made', () => {
  const issues = [{ code: 'UNSUPPORTED', severity: 'error', at: ['maxSpikes'], message: 'too many' }] as const;

  it('stay what they are where they say which chip they are of', () => {
    const error = new XylopipeError('LIMITS_UNSUPPORTED', 'cannot be simulated', { who: 'a', issues });
    const registry = new DeviceRegistry([toyPlugin('a')]).override('a', SIMULATOR, failing(error));
    expect(thrownBy(() => registry.get('a').simulator)).toBe(error);
  });

  it('become the cause where they do not, and their issues and hint are kept', () => {
    const error = new XylopipeError('ODD', 'odd', { who: 'somebody', issues, hint: 'even' });
    expect(thrownBy(() => withMapper(failing(error)).get('a').mapper)).toMatchObject({
      code: 'PART_FAILED',
      who: 'a',
      message: expect.stringMatching(/^a: Mapper cannot be made: somebody: odd\n {2}error UNSUPPORTED/),
      hint: 'even',
      issues,
      cause: error,
    });
  });

  it('name a part that is not bound', () => {
    const device = withMapper({
      useFactory: (parts: PartResolver) => parts.resolve(token('Nothing')),
    }).get('a');
    expect(thrownBy(() => device.mapper)).toMatchObject({ code: 'NO_SUCH_PART', who: 'a' });
    expect(thrownBy(() => device.resolve(undefined as never))).toMatchObject({ code: 'NO_SUCH_PART', who: 'a' });
    expect(device.resolve(CHIP_LIMITS)).toMatchObject({ ...toyLimits, chipId: 'a', label: 'Toy a' });
  });
});
