import {
  bind,
  CHIP_LIMITS,
  type ChipLimits,
  type DevicePlugin,
  defineDevicePlugin,
  type Evolution,
  HDK_DRIVER,
  MAPPER,
  type Provider,
  SIMULATOR,
  type Token,
  VALIDATOR,
} from '@xylopipe/core';
import { inject, injectable } from '@xylopipe/core/di';
import { type Device, DeviceRegistry } from '@xylopipe/core/registry';
import { describe, expect, it } from 'vitest';
import { createRegistry } from '../src/registry.js';
import { Xylopipe } from '../src/xylopipe.js';
import { toyRaster, toyTree } from './toy.js';

/** The parts that are replaced: where a device has them, their token, and what they do. */
const PARTS = [
  { name: 'mapper', token: MAPPER, method: 'map' },
  { name: 'validator', token: VALIDATOR, method: 'validate' },
  { name: 'simulator', token: SIMULATOR, method: 'deploy' },
  { name: 'hdkDriver', token: HDK_DRIVER, method: 'deploy' },
] as const satisfies readonly { name: keyof Device; token: Token<unknown>; method: string }[];

const WAYS = ['useValue', 'useFactory', 'useClass'] as const;
const NAMES = [...PARTS.map(({ name }) => name), 'configurator'] as const;

/** A built-in chip with another driver, whose board is a simulator: many are deployed to. */
const withOtherDriver = ({ providers, ...plugin }: DevicePlugin): DevicePlugin => {
  const simulator = providers.find((b) => b.token === SIMULATOR);
  if (simulator === undefined) throw new Error(`${plugin.chipId} has no simulator`);
  return defineDevicePlugin({
    ...plugin,
    providers: [
      ...providers.filter((b) => b.token !== HDK_DRIVER),
      bind(HDK_DRIVER, simulator.provider as Provider<Device['hdkDriver']>),
    ],
  });
};

const plugins = createRegistry().list().map(withOtherDriver);
const chipIds = plugins.map(({ chipId }) => chipId);

/** A run by the façade, and what came of its configuration on the board. */
async function runOn(registry: DeviceRegistry, chipId: string): Promise<readonly Evolution[]> {
  const run = await new Xylopipe(registry).network(toyTree).on(chipId).run(toyRaster(), { record: true });
  const session = await registry.get(chipId).hdkDriver.deploy(run.artifacts.config);
  const onBoard = await session.evolve(toyRaster(), { record: true });
  await session.close();
  return [run.evolution, onBoard];
}

const runAll = (registry: DeviceRegistry, ids: readonly string[]) =>
  Promise.all(ids.map((chipId) => runOn(registry, chipId)));

/** A registry in which a device in hand is the one of its chip. */
const holding = (device: Device): DeviceRegistry =>
  Object.assign(new DeviceRegistry(), { get: () => device }) as DeviceRegistry;

const partsOf = (device: Device) => NAMES.map((name) => device[name]);

/** A part that does what another one does, and tells of which chip it has the limits whenever it is used. */
function telling(original: object, method: string) {
  const told: string[] = [];
  class Telling {
    constructor(readonly limits: ChipLimits) {}
  }
  Object.defineProperty(Telling.prototype, method, {
    value(this: Telling, ...args: unknown[]): unknown {
      told.push(this.limits.chipId);
      return (original as Record<string, (...args: unknown[]) => unknown>)[method]?.(...args);
    },
  });
  inject(CHIP_LIMITS)(Telling, undefined, 0);
  injectable()(Telling);
  return { told, Telling };
}

describe.each(PARTS)('the $name of one device', ({ name, token, method }) => {
  describe.each(WAYS)('replaced by %s', (way) => {
    it.each(chipIds)('on %s', async (chipId) => {
      const [registry, elsewhere] = [new DeviceRegistry(plugins), new DeviceRegistry(plugins)];
      const others = chipIds.filter((id) => id !== chipId);
      const inHand = registry.get(chipId);
      const unconcerned = () =>
        [inHand, elsewhere.get(chipId), ...others.map((id) => registry.get(id))].flatMap((device) => partsOf(device));
      const before = {
        parts: unconcerned(),
        others: await runAll(registry, others),
        own: await runOn(registry, chipId),
      };

      const { told, Telling } = telling(elsewhere.get(chipId)[name], method);
      const provider = {
        useValue: { useValue: new Telling(inHand.limits) },
        useFactory: { useFactory: (parts: Device) => new Telling(parts.resolve(CHIP_LIMITS)) },
        useClass: { useClass: Telling },
      }[way] as unknown as Provider<unknown>;
      registry.override(chipId, token as Token<unknown>, provider);

      // Nobody else notices.
      const after = unconcerned();
      expect(after.length).toBe(before.parts.length);
      for (const [i, part] of after.entries()) expect(part).toBe(before.parts[i]);
      expect(await runAll(registry, others)).toEqual(before.others);
      expect(await runOn(elsewhere, chipId)).toEqual(before.own);
      expect(await runOn(holding(inHand), chipId)).toEqual(before.own);
      expect(told).toEqual([]);

      // The device itself uses the new part, whoever of it needs one.
      const device = registry.get(chipId);
      expect(device[name]).toBeInstanceOf(Telling);
      expect(device.resolve<unknown>(token)).toBe(device[name]);
      expect(await runOn(registry, chipId)).toEqual(before.own);
      expect(told).toEqual([chipId]);
    });
  });
});

it('a configurator refuses what the new validator refuses, on its own device only', async () => {
  const registry = new DeviceRegistry(plugins);
  const refusal = { code: 'NOT_TODAY', severity: 'error', at: [], message: 'not today' } as const;
  registry.override('syns61201', VALIDATOR, { useValue: { validate: () => [refusal] } });
  await expect(runOn(registry, 'syns61201')).rejects.toMatchObject({ code: 'CONFIG_INVALID', issues: [refusal] });
  await expect(runOn(registry, 'syns65302')).resolves.toHaveLength(2);
});

it('every run has spikes to compare', async () => {
  for (const evolutions of await runAll(new DeviceRegistry(plugins), chipIds)) {
    for (const { signals } of evolutions) expect(signals.spikesOut?.data.some((count) => count > 0)).toBe(true);
  }
});
