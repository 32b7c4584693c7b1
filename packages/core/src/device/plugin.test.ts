import { describe, expect, it } from 'vitest';
import { thrownBy, toyDeployer, toyLimits, toyMapper, toyPlugin } from '../../test/toy-plugin.js';
import type { XylopipeError } from '../issues/error.js';
import { type DevicePlugin, defineDevicePlugin } from './plugin.js';
import { bind } from './provider.js';
import { DeviceRegistry } from './registry.js';
import { CHIP_LIMITS, HDK_DRIVER, MAPPER, token } from './token.js';

const define = (plugin: unknown): DevicePlugin => defineDevicePlugin(plugin as DevicePlugin);

/** What is said of the toy plugin with some of it changed, as code, path and message. */
function found(changes: object): readonly string[] {
  const { issues } = thrownBy(() => define({ ...toyPlugin('a'), ...changes })) as XylopipeError;
  return issues.map(({ code, at, message }) => `${code} ${at.join('.')}: ${message}`);
}

const { capabilities, providers } = toyPlugin('a');

/** One thing that is wrong with a plugin, and what is said of it. */
const FAULTS: readonly (readonly [changes: object, issue: string])[] = [
  [{ limits: { ...toyLimits, chipId: 'b' } }, 'PLUGIN_CONTRADICTS limits.chipId: limits are those of b'],
  [
    { providers: [...providers, bind(HDK_DRIVER, { useFactory: toyDeployer })] },
    'PLUGIN_CONTRADICTS capabilities.hdk: capabilities.hdk is false, but the driver is bound',
  ],
  [
    { providers: [...providers, bind(CHIP_LIMITS, { useValue: toyLimits })] },
    'PLUGIN_CONTRADICTS providers.4.token: the limits of the plugin are bound by the registry',
  ],
  [
    { providers: [...providers, { token: token('Odd'), provider: { useValue: 1, useFactory: toyMapper } }] },
    'INVALID_VALUE providers.4.provider: a provider has one way to make its part',
  ],
  [
    { providers: [...providers, { token: token('Odd'), provider: { useFactory: toyMapper, once: true } }] },
    'UNKNOWN_KEY providers.4.provider.once: the key "once" is not known here',
  ],
  [
    { capabilities: { ...capabilities, missing: { 'record.vmem': '' } } },
    'INVALID_VALUE capabilities.missing.record.vmem: this is not what it must be',
  ],
  [
    { capabilities: { ...capabilities, missing: { 'outputs.spikes': 'none' } } },
    'PLUGIN_CONTRADICTS capabilities.missing.outputs.spikes: this is said to be missing, but the device has it',
  ],
  [
    { capabilities: { ...capabilities, missing: { speed: 'none' } } },
    'UNKNOWN_KEY capabilities.missing.speed: "speed" names no capability',
  ],
  ...['A\u001b[31mRED', 'two\nlines', 'bell\u0007'].map(
    (label) =>
      [
        { limits: { ...toyLimits, chipId: 'a', label } },
        'INVALID_VALUE limits.label: this is not what it must be',
      ] as const,
  ),
  [{ boards: [{ deviceTypeName: '\u009b' }] }, 'INVALID_VALUE boards.0.deviceTypeName: this is not what it must be'],
  [{ boards: new Array(1) }, 'INVALID_VALUE boards.0: this is not what it must be'],
  [
    { boards: [{ deviceTypeName: 'x', minFirmware: { fxtree: 11 } }] },
    'INVALID_VALUE boards.0.minFirmware: this is not what it must be',
  ],
];

describe('defineDevicePlugin', () => {
  it('names everything that is wrong with a plugin', () => {
    const error = thrownBy(() =>
      define({
        ...toyPlugin('a'),
        limits: { ...toyLimits, chipId: 'b', bias: 'yes', updateRule: 'v1' },
        boards: [{ deviceTypeName: 'x' }, { deviceTypeName: '' }, { deviceTypeName: 'x' }, null],
        capabilities: { ...capabilities, record: ['vmem', 'wmem', 'vmem'], outputs: ['rate'], hdk: true },
        providers: [bind(MAPPER, { useFactory: toyMapper }), bind(MAPPER, { useFactory: toyMapper })],
        version: 3,
      }),
    ) as XylopipeError;
    expect(error).toMatchObject({ code: 'PLUGIN_INVALID', who: 'a' });
    expect(error.message).toMatch(/^a: not a valid device plugin: 14 problems\n/);
    expect(error.issues.every(({ hint }) => hint !== undefined)).toBe(true);
    expect(error.issues.map(({ at, message }) => `${at.join('.')}: ${message}`)).toEqual([
      'version: the key "version" is not known here',
      'limits.bias: this is not what it must be',
      'boards.1.deviceTypeName: this is not what it must be',
      'boards.2.deviceTypeName: this is listed already',
      'boards.3: this is not what it must be',
      'capabilities.record.1: this is not what it must be',
      'capabilities.record.2: this is listed already',
      'capabilities.outputs.0: this is not what it must be',
      'providers.1.token: Mapper is bound twice',
      'providers: Configurator is not bound',
      'providers: Validator is not bound',
      'providers: Simulator is not bound',
      'limits.chipId: limits are those of b',
      'capabilities.hdk: capabilities.hdk is true, but the driver is not bound',
    ]);
  });

  it.each([
    [2, 'update Xylopipe'],
    [0, 'newer release of the plugin'],
  ])('says of a plugin of version %d nothing else, whatever it holds', (apiVersion, advice) => {
    const error = thrownBy(() => define({ apiVersion, chipId: 'new', parts: {}, limits: 7 }));
    expect(error).toMatchObject({ code: 'PLUGIN_INVALID', who: 'new' });
    expect((error as XylopipeError).issues).toEqual([
      {
        code: 'API_VERSION',
        severity: 'error',
        at: ['apiVersion'],
        measured: apiVersion,
        limit: 1,
        message: `apiVersion is ${apiVersion}, this package understands 1`,
        hint: expect.stringContaining(advice),
      },
    ]);
  });

  it.each([null, undefined, 'a', 7, [], () => toyPlugin('a'), Symbol('a'), new Map()])('refuses %s', (plugin) => {
    expect(thrownBy(() => define(plugin))).toMatchObject({ code: 'PLUGIN_INVALID', who: 'a plugin without an id' });
  });

  it('takes plain objects: what is inherited would be lost', () => {
    const heir = Object.assign(Object.create({ boards: [] }), { ...toyPlugin('a'), boards: undefined });
    delete heir.boards;
    expect((thrownBy(() => define(heir)) as XylopipeError).issues).toMatchObject([
      { code: 'MISSING_KEY', at: ['boards'] },
    ]);
    const provider = Object.create({ useFactory: toyMapper });
    expect(found({ providers: [...providers, { token: token('Odd'), provider }] })).toEqual([
      'INVALID_VALUE providers.4.provider: a provider has one way to make its part',
    ]);
  });

  it('says who cannot even be read, and why', () => {
    const fault = new TypeError('gone');
    const thrower = {
      get(): never {
        throw fault;
      },
    };
    const half = Object.defineProperty({ ...toyPlugin('a') }, 'boards', thrower);
    const message = 'a: not a valid device plugin: it cannot be read: gone';
    expect(thrownBy(() => define(half))).toMatchObject({ code: 'PLUGIN_INVALID', who: 'a', message, cause: fault });
    const whole = new Proxy({}, thrower);
    expect(thrownBy(() => define(whole))).toMatchObject({ who: 'a plugin without an id', cause: fault });
    expect(new DeviceRegistry().addAll([half, whole]).map(({ at }) => at)).toEqual([[0], [1]]);
  });

  it.each(FAULTS.map(([changes, issue]) => [issue, changes] as const))('refuses %s', (issue, changes) => {
    expect(found(changes)).toEqual([issue]);
  });

  it('takes reasons for what is missing, boards of more than one name, and parts of a token of its own', () => {
    const plugin = define({
      ...toyPlugin('a'),
      boards: [{ deviceTypeName: 'x' }, { deviceTypeName: 'y', minFirmware: { fxtree: '0.11.5' } }],
      capabilities: { ...capabilities, missing: { hdk: 'no board was made', 'record.vmem': 'it is not wired' } },
      providers: [...providers, bind(token('Odd'), { useValue: 0 })],
    });
    expect(new DeviceRegistry([plugin]).get('a').resolve(token('Odd'))).toBe(0);
  });

  it('freezes everything but the parts, and leaves the argument as it is', () => {
    const mapper = toyMapper();
    const given = {
      ...toyPlugin('a', {
        boards: [{ deviceTypeName: 'x', minFirmware: { fxtree: '0.11.5' } }],
        capabilities: { ...capabilities, missing: { hdk: 'none' } },
      }),
      providers: providers.map((b) => (b.token === MAPPER ? bind(MAPPER, { useValue: mapper }) : b)),
    };
    const plugin = define(given);
    expect(plugin).toEqual(given);
    const { limits, boards, capabilities: can } = plugin;
    const levels = [
      plugin,
      limits,
      limits.bits,
      boards,
      boards[0],
      boards[0]?.minFirmware,
      can,
      can.record,
      can.missing,
    ];
    expect(levels.every(Object.isFrozen)).toBe(true);
    expect(plugin.providers.every((b) => Object.isFrozen(b) && Object.isFrozen(b.provider))).toBe(true);
    expect([given, given.limits, given.boards, given.providers, mapper].some(Object.isFrozen)).toBe(false);
    expect(define({ ...plugin }).limits).toBe(plugin.limits);
  });
});

describe('every key of a valid plugin', () => {
  const whole = toyPlugin('a', {
    limits: {
      ...toyLimits,
      chipId: 'a',
      mainClock: 1e6,
      assumed: ['bits.bias'],
      sources: { '': { kind: 'documented', source: 'the manual' } },
    },
    boards: [{ deviceTypeName: 'x', minFirmware: { fxtree: '0.11.5' } }],
    capabilities: { ...capabilities, record: ['vmem'], missing: { hdk: 'no board was made' } },
    providers: [...providers, bind(token('Odd'), { useValue: 1 })],
  });
  const WRONG = { deleted: undefined, undefined, null: null, "''": '', NaN: Number.NaN, '{}': {}, '[]': [] };
  type Wrong = keyof typeof WRONG;

  /** What may be wrong, and why. */
  const ACCEPTED: readonly (readonly [path: RegExp, wrong: readonly Wrong[], why: string])[] = [
    [/^limits\.(realTimeDt|mainClock)$/, ['deleted', 'undefined'], 'free, or not public'],
    [/^limits\.sources$/, ['deleted', 'undefined', '{}'], 'nothing said'],
    [/^limits\.sources\.$/, ['deleted'], 'nothing said'],
    [/^limits\.assumed$/, ['[]'], 'nothing is assumed'],
    [/^limits\.assumed\.0$/, ['deleted'], 'nothing is assumed'],
    [/^boards$/, ['[]'], 'boards are not public'],
    [/^boards\.0$/, ['deleted'], 'boards are not public'],
    [/^boards\.0\.minFirmware$/, ['deleted', 'undefined', '{}'], 'any firmware works'],
    [/^boards\.0\.minFirmware\.fxtree$/, ['deleted'], 'any firmware works'],
    [/^capabilities\.(record|outputs)$/, ['[]'], 'nothing can be recorded, or read'],
    [/^capabilities\.(record|outputs)\.0$/, ['deleted'], 'nothing can be recorded, or read'],
    [/^capabilities\.missing$/, ['deleted', 'undefined', '{}'], 'nothing said'],
    [/^capabilities\.missing\.hdk$/, ['deleted', 'undefined'], 'nothing said'],
    [/^providers\.4$/, ['deleted'], 'no device needs it'],
    [/^providers\.4\.provider\.useValue$/, ["''", 'NaN', '{}', '[]'], 'a part can be anything that is there'],
  ];

  const cases = paths(whole).flatMap((path) =>
    (Object.keys(WRONG) as Wrong[]).map((wrong) => ({ path, wrong, name: path.join('.') })),
  );

  it(`deleted or wrong is refused by name, or accepted for a reason: ${cases.length} cases`, () => {
    const accepted = new Set<RegExp>();
    for (const { path, wrong, name } of cases) {
      const plugin = changed(whole, path, wrong);
      const reason = ACCEPTED.find(([pattern, values]) => pattern.test(name) && values.includes(wrong));
      const registry = new DeviceRegistry([toyPlugin('b')]);
      const issues = registry.addAll([plugin]);
      expect([issues.length === 0, registry.has('a')], `${name}: ${wrong}`).toEqual(
        Array(2).fill(reason !== undefined),
      );
      if (reason !== undefined) {
        accepted.add(reason[0]);
        continue;
      }
      const error = thrownBy(() => define(plugin));
      const who = name === 'chipId' ? 'a plugin without an id' : 'a';
      expect(error, `${name}: ${wrong}`).toMatchObject({ name: 'XylopipeError', code: 'PLUGIN_INVALID', who });
      // Not by accident: a fault that was caught would be the cause.
      expect((error as XylopipeError).cause, `${name}: ${wrong}`).toBeUndefined();
    }
    expect(accepted.size).toBe(ACCEPTED.length);
    expect(cases.length).toBeGreaterThan(400);
  });

  /** Paths of all keys and places, from the root on. */
  function paths(data: object): (readonly string[])[] {
    return Object.entries(data).flatMap(([key, value]) => [
      [key],
      ...(typeof value === 'object' && value !== null ? paths(value).map((path) => [key, ...path]) : []),
    ]);
  }

  function changed(data: object, [key = '', ...rest]: readonly string[], wrong: Wrong): object {
    const copy = (Array.isArray(data) ? [...data] : { ...data }) as Record<string, unknown>;
    if (rest.length > 0) copy[key] = changed(copy[key] as object, rest, wrong);
    else if (wrong !== 'deleted') copy[key] = WRONG[wrong];
    else if (Array.isArray(copy)) copy.splice(Number(key), 1);
    else delete copy[key];
    return copy;
  }
});
