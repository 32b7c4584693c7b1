import { type ChipLimits, type Evolution, errorsIn, type SignalName } from '@xylopipe/core';
import { XyloSimulator } from '@xylopipe/xylo-sim';
import { describe, expect, it } from 'vitest';
import { createRegistry } from '../registry.js';
import { shippedNetworks } from './shipped-networks.js';

const registry = createRegistry();
const CHIPS = registry.list().map(({ chipId, limits }) => [chipId, limits] as const);

/** What comes of each network of a chip, by its name. */
const evolved = (limits: ChipLimits): ReadonlyMap<string, Evolution> =>
  new Map(
    shippedNetworks(limits).map(({ name, config, input }) => {
      const { updateRule } = limits;
      return [name, XyloSimulator.from(config, { updateRule }).evolve(input, { record: true })];
    }),
  );

const valuesOf = (evolution: Evolution | undefined, signal: SignalName): readonly number[] => [
  ...(evolution?.signals[signal]?.data ?? []),
];
const largest = (evolution: Evolution | undefined, signal: SignalName): number =>
  Math.max(...valuesOf(evolution, signal));
const smallest = (evolution: Evolution | undefined, signal: SignalName): number =>
  Math.min(...valuesOf(evolution, signal));

describe.each(CHIPS)('the shipped networks for %s', (chipId, limits) => {
  const networks = shippedNetworks(limits);
  const of = (name: string) => networks.find((network) => network.name === name);
  const evolutions = evolved(limits);

  it('are legal, small, and each has a name of its own', () => {
    for (const { config } of networks) {
      expect(errorsIn(registry.get(chipId).validator.validate(config))).toEqual([]);
      expect(config.chipId).toBe(chipId);
      expect(config.threshold.length).toBeLessThanOrEqual(65);
    }
    expect(new Set(networks.map(({ name }) => name)).size).toBe(networks.length);
  });

  it('all have something to say', () => {
    for (const evolution of evolutions.values()) {
      expect(largest(evolution, 'spikesOut')).toBe(1);
      expect(smallest(evolution, 'spikesOut')).toBe(0);
    }
  });

  it('need what the chip has', () => {
    expect(of('two synapses') !== undefined).toBe(limits.synapsesPerHidden === 2);
    expect(of('biases') !== undefined).toBe(limits.bias);
    expect(of('every channel')?.config.weightsIn.shape[0]).toBe(limits.inputChannels);
    expect(of('every channel')?.config.weightsOut.shape[1]).toBe(limits.outputNeurons);
    const targets = of('fan-out')?.config.weightsRec.data.filter((weight) => weight !== 0).length;
    expect(targets).toBeGreaterThanOrEqual(Math.min(limits.maxFanOut, 64) - 1);
    expect(targets).toBeLessThanOrEqual(limits.maxFanOut);
  });

  it('do what they are about', () => {
    const end = (name: string): readonly number[] => valuesOf(evolutions.get(name), 'spikesHidden').slice(-7);
    expect(end('ring').some((count) => count > 0)).toBe(true);
    expect(of('aliases')?.config.aliasEnable).toBe(true);
    expect(smallest(evolutions.get('inhibition'), 'vmem')).toBeLessThan(-1000);
    expect([largest, smallest].map((extreme) => extreme(evolutions.get('saturation'), 'vmem'))).toEqual([
      expect.toSatisfy((value: number) => value > 32_000),
      -32_768,
    ]);
    expect(largest(evolutions.get('many spikes'), 'spikesHidden')).toBe(2 ** 5 - 1);
    expect(new Set(of('every decay')?.config.dashMem).size).toBe(2 ** limits.bits.dash);
    if (limits.synapsesPerHidden === 2) expect(largest(evolutions.get('two synapses'), 'isyn2')).toBeGreaterThan(100);
    if (limits.hibernation) expect(evolutions.get('bursts and silence')?.hibernation?.length).toBeGreaterThan(0);
    if (limits.bias) expect(valuesOf(evolutions.get('biases'), 'spikesHidden').slice(0, 40)).toContain(1);
  });
});
