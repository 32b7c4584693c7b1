import { type DevicePlugin, deviceConfigFromSpec, type Tensor } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { plain, reference, sound, tiny } from '../../test/saboteurs/sound-plugin.js';
import { DeviceUnderTest } from '../device-under-test.js';
import { fullNetwork } from '../limits/resources.js';
import { busyInput } from './busy-input.js';
import type { Sketch } from './sketch.js';

/** Spikes per neuron. */
function totalsOf({ shape: [, neurons = 0], data }: Tensor<Int16Array>): readonly number[] {
  const totals = new Array<number>(neurons).fill(0);
  data.forEach((spikes, i) => {
    totals[i % neurons] = (totals[i % neurons] as number) + spikes;
  });
  return totals;
}

async function spikesOf(plugin: DevicePlugin, sketch: Sketch) {
  const config = deviceConfigFromSpec(new DeviceUnderTest(plugin).spec(sketch));
  const session = await reference(plugin.limits).deploy(config);
  const input = busyInput(plugin.limits, 8, config.weightsIn.shape[0] as number);
  const { signals } = await session.evolve(input, { record: ['spikesHidden'] });
  return {
    hidden: totalsOf(signals.spikesHidden as Tensor<Int16Array>),
    outputs: totalsOf(signals.spikesOut as Tensor<Int16Array>),
  };
}

describe('a sketched network', () => {
  it('is driven by its input, and by nothing else', async () => {
    const { hidden, outputs } = await spikesOf(sound, { outputs: 3 });
    expect([...hidden, ...outputs].every((spikes) => spikes > 0)).toBe(true);
    const silent = await spikesOf(sound, { outputs: 3, fed: () => false });
    expect([...silent.hidden, ...silent.outputs].every((spikes) => spikes === 0)).toBe(true);
  });

  it.each([
    ['24', sound],
    ['24, of one synapse', plain],
    ['4', tiny],
  ])('as large as a chip of %s hidden neurons is busy everywhere', async (_, plugin) => {
    const { hidden, outputs } = await spikesOf(plugin, fullNetwork(plugin.limits));
    expect(hidden).toHaveLength(plugin.limits.hiddenNeurons);
    for (let first = 0; first + 5 <= hidden.length; first++) {
      expect(Math.max(...hidden.slice(first, first + 5))).toBeGreaterThan(0);
    }
    expect(hidden.at(0)).toBeGreaterThan(0);
    if (hidden.length > 5) expect(outputs.at(0)).toBeGreaterThan(0);
  });
});
