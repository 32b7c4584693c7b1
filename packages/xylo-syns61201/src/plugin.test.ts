import { integerSpec, type NetworkGraph, outputOf, Raster, tensor } from '@xylopipe/core';
import { DeviceRegistry } from '@xylopipe/core/registry';
import { asGraphHolder, connectModules, LifNeurons, LinearWeights, toNetworkGraph } from '@xylopipe/graph';
import { describe, expect, it } from 'vitest';
import { limits } from './limits.js';
import { syns61201 } from './plugin.js';

const device = new DeviceRegistry([syns61201]).get('syns61201');

/** 2 inputs, recurrent hidden neurons with two synapses, 1 output; in whole numbers, so that no quantizer is needed. */
function network({
  hidden = 3,
  fanOut = 1,
  tau = 0.008,
}: {
  hidden?: number;
  fanOut?: number;
  tau?: number;
}): NetworkGraph {
  const linear = (nin: number, nout: number): LinearWeights =>
    LinearWeights.withOwnNodes(nin, nout, { weights: tensor([nin, nout], new Float64Array(nin * nout).fill(2)) });
  const lif = (n: number, synapses: number, tauMem: number): LifNeurons =>
    LifNeurons.withOwnNodes(n * synapses, n, {
      tauMem: new Float64Array(n).fill(tauMem),
      tauSyn: tensor([n, synapses], new Float64Array(n * synapses).fill(0.004)),
      threshold: new Float64Array(n).fill(4),
      bias: new Float64Array(n).fill(1),
      dt: 0.001,
    });
  const layer = lif(hidden, 2, tau);
  const recurrent = tensor([hidden, 2 * hidden], new Float64Array(2 * hidden ** 2));
  for (let target = 0; target < fanOut; target++) recurrent.data[2 * target + 1] = -1;
  new LinearWeights(layer.outputNodes, layer.inputNodes, { weights: recurrent });
  const front = connectModules(asGraphHolder(linear(2, 2 * hidden)), layer);
  return toNetworkGraph(connectModules(front, connectModules(linear(hidden, 1), lif(1, 1, 0.008))));
}

describe('syns61201', () => {
  it('is found by its board', () => {
    expect(new DeviceRegistry([syns61201]).forBoard({ deviceTypeName: 'XyloA2TestBoard' }).limits).toBe(limits);
  });

  it('brings a network with two synapses from its graph to spikes', async () => {
    const mapped = device.mapper.map(network({}));
    expect(mapped.issues).toEqual([]);
    expect(mapped.value.layers.map(({ firstId, count }) => [firstId, count])).toEqual([
      [0, 3],
      [1000, 1],
    ]);
    const { value: config } = device.configurator.configure(integerSpec(mapped.value));
    const session = await device.simulator.deploy(config);
    const evolution = await session.evolve(
      Raster.fromNested([
        [4, 4],
        [0, 0],
        [3, 0],
        [0, 0],
      ]),
      { record: true },
    );
    await session.close();
    expect(Object.keys(evolution.signals).sort()).toEqual([...device.capabilities.record].sort());
    expect(outputOf(evolution).data.some((count) => count > 0)).toBe(true);
  });

  it('refuses time constants that are not longer than a timestep', () => {
    expect(() => device.mapper.map(network({ tau: 0.001 }))).toThrow(/error MAP_TAU_NOT_ABOVE_DT/);
  });

  it('has input and output weights for all hidden neurons', () => {
    const { value } = device.mapper.map(network({ hidden: 129 }));
    expect(value.weightsIn.shape).toEqual([2, 129, 2]);
    expect(device.configurator.configure(integerSpec(value)).issues).toEqual([]);
  });

  it('refuses a neuron that drives more than 64 others', () => {
    const fit = integerSpec(device.mapper.map(network({ hidden: 65, fanOut: 64 })).value);
    expect(device.configurator.configure(fit).issues).toEqual([]);
    const { value, issues } = device.mapper.map(network({ hidden: 65, fanOut: 65 }));
    expect(issues).toMatchObject([{ code: 'LIMIT_FAN_OUT', severity: 'warning', measured: 65, limit: 64 }]);
    expect(() => device.configurator.configure(integerSpec(value))).toThrow(/error LIMIT_FAN_OUT/);
  });

  it('refuses one hidden neuron more than it has', () => {
    expect(() => device.mapper.map(network({ hidden: limits.hiddenNeurons + 1 }))).toThrow(
      new RegExp(`MAP_OUT_OF_HIDDEN_NEURONS.*limit ${limits.hiddenNeurons}`),
    );
  });
});
