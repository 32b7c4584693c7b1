import { defineDevicePlugin, defineLimits, integerSpec, Raster } from '@xylopipe/core';
import { type Device, DeviceRegistry } from '@xylopipe/core/registry';
import { toNetworkGraph } from '@xylopipe/graph';
import { Lif, Linear, Sequential } from '@xylopipe/nn';
import { describe, expect, it } from 'vitest';
import { createRegistry } from '../src/index.js';
import { hiddenIds } from './hidden-ids.js';

const HIDDEN = 240;
const STEPS = 30;

/**
 * A recurrent layer in whole numbers: every third neuron takes input, every fifth drives the outputs. That 16 do both is the
 * most that 128 + 128 expansion neurons allow for 240.
 */
function network(dt: number): Sequential {
  const row = (length: number, weight: (column: number) => number) => Array.from({ length }, (_, n) => weight(n));
  const rows = (count: number, length: number, weight: (row: number, column: number) => number) =>
    Array.from({ length: count }, (_, r) => row(length, (c) => weight(r, c)));
  const neurons = { tauMem: 8 * dt, tauSyn: 4 * dt, threshold: 9, dt };
  const weightsRec = rows(HIDDEN, HIDDEN, (source, target) => ((source * 7) % HIDDEN === target ? 3 : 0));
  return new Sequential([
    new Linear({ weights: rows(2, HIDDEN, (c, n) => (n % 3 === 0 ? 1 + ((c + n) % 5) : 0)) }),
    new Lif({ n: HIDDEN, ...neurons, weightsRec }),
    new Linear({ weights: rows(HIDDEN, 4, (n, o) => (n % 5 === 1 ? 1 + ((n + o) % 7) : 0)) }),
    new Lif({ n: 4, ...neurons }),
  ]);
}

describe.each(['syns63300', 'syns65302'])('on %s', (chipId) => {
  const plugin = createRegistry()
    .list()
    .find((p) => p.chipId === chipId);
  if (plugin === undefined) throw new Error(`there is no ${chipId}`);
  const { limits } = plugin;
  const wideLimits = defineLimits({
    ...limits,
    inputExpansionNeurons: limits.hiddenNeurons,
    outputExpansionNeurons: limits.hiddenNeurons,
  });
  const graph = toNetworkGraph(network(limits.realTimeDt ?? 0.001).asGraph());

  async function evolve(device: Device) {
    const mapped = device.mapper.map(graph);
    expect(mapped.issues).toEqual([]);
    const session = await device.simulator.deploy(device.configurator.configure(integerSpec(mapped.value)).value);
    const input = Raster.fromNested(Array.from({ length: STEPS }, (_, t) => [t % 4, (t * 5) % 7]));
    const { signals } = await session.evolve(input, { record: ['spikesHidden', 'vmem'] });
    await session.close();
    return { ids: hiddenIds(mapped.value), signals };
  }

  it('a network in the order that fits behaves as in its own, neuron by neuron', async () => {
    const fitted = await evolve(new DeviceRegistry([plugin]).get(chipId));
    const wide = await evolve(new DeviceRegistry([defineDevicePlugin({ ...plugin, limits: wideLimits })]).get(chipId));
    expect(wide.ids).toEqual(Array.from({ length: HIDDEN }, (_, n) => n));
    expect(fitted.ids).not.toEqual(wide.ids);
    expect(fitted.signals.spikesOut).toEqual(wide.signals.spikesOut);
    expect(fitted.signals.spikesOut?.data.some((count) => count > 0)).toBe(true);
    for (const name of ['spikesHidden', 'vmem'] as const) {
      const [there, here] = [fitted.signals[name]?.data ?? [], wide.signals[name]?.data ?? []];
      const moved = Array.from(here, (_, i) => there[i - (i % HIDDEN) + (fitted.ids[i % HIDDEN] as number)]);
      expect(moved).toEqual(Array.from(here));
    }
  });
});
