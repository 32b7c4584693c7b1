import { compareRuns, runOfEvolution } from '@xylopipe/compare';
import { tensorToNested } from '@xylopipe/core';
import { Lif, Linear, Residual, Sequential } from '@xylopipe/nn';
import { describe, expect, it } from 'vitest';
import { toyRaster } from '../../test/toy.js';
import { createXylopipe } from '../xylopipe.js';
import { floatRun } from './float-run.js';

const lif = (n: number, name?: string): Lif =>
  new Lif({ n, name, tauMem: 0.02, tauSyn: 0.01, threshold: 0.5, dt: 0.001 });
const weights = (nin: number, nout: number): Linear => new Linear({ weights: { shape: [nin, nout], fill: 0.4 } });
const raster = toyRaster(40);
const nin = raster.channels;

const network = new Sequential(
  [weights(nin, 4), lif(4), new Residual([weights(4, 4), lif(4, 'inner')]), weights(4, 2), lif(2)],
  { name: 'net' },
);

describe('floatRun', () => {
  it('has every layer of the specification, with its ids, thresholds and recorded states', async () => {
    const { artifacts } = await createXylopipe().network(network).on('syns61201').run(raster);
    const { value, issues } = floatRun(network, raster, artifacts.spec);
    const { records, output } = network.evolve(raster, { record: true });
    expect(issues).toEqual([]);
    expect(value).toMatchObject({ label: 'float', steps: 40, dt: 0.001 });
    expect(value.layers.map(({ name, role, delay }) => [name, role, delay])).toEqual([
      ['net.1', 'hidden', 0],
      ['net.2.inner', 'hidden', 0],
      ['net.4', 'output', 0],
    ]);
    expect(value.layers.map(({ threshold }) => Array.from(threshold))).toEqual([
      [0.5, 0.5, 0.5, 0.5],
      [0.5, 0.5, 0.5, 0.5],
      [0.5, 0.5],
    ]);
    expect(tensorToNested(value.layers[2]!.signals.spikes as never)).toEqual(output.toNested());
    expect(value.layers.map(({ signals }) => signals.vmem)).toEqual(records.map(({ vmem }) => vmem));
  });

  it('begins at rest and leaves the network there', async () => {
    const { artifacts } = await createXylopipe().network(network).on('syns61201').run(raster);
    network.evolve(raster);
    const first = floatRun(network, raster, artifacts.spec);
    expect(floatRun(network, raster, artifacts.spec)).toEqual(first);
    network.resetState();
    expect(first.value.layers.at(-1)?.signals.spikes?.data).toEqual(network.evolve(raster).output.values);
    network.resetState();
  });

  it('tells two synapses apart, and compares with what the chip records', async () => {
    const two = new Lif({ n: 6, nin: 12, tauMem: 0.02, tauSyn: 0.01, threshold: 0.5, dt: 0.001 });
    const net = new Sequential([weights(nin, 12), two, weights(6, 2), lif(2)]);
    const { artifacts, evolution } = await createXylopipe().network(net).on('syns65302').run(raster, { record: true });
    const { value: float } = floatRun(net, raster, artifacts.spec);
    const { value: chip } = runOfEvolution(evolution, artifacts.config, { label: 'simulator' });
    expect(float.layers[0]?.signals.isyn2?.shape).toEqual([40, 6]);
    expect(float.layers.map(({ name }) => name)).toEqual(chip.layers.map(({ name }) => name));
    expect(compareRuns(float, chip).issues.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('names layers that are not in both, and refuses a network of which none is', async () => {
    const { artifacts } = await createXylopipe().network(network).on('syns61201').run(raster);
    const inner = new Sequential([weights(4, 4), lif(4, 'x')]);
    const renamed = new Sequential([weights(nin, 4), lif(4, 'y'), inner, weights(4, 2), lif(2)], { name: 'net' });
    const { value, issues } = floatRun(renamed, raster, artifacts.spec);
    expect(value.layers.map(({ name }) => name)).toEqual(['net.4']);
    expect(issues.map(({ code, at }) => `${code} ${at[1]}`)).toEqual([
      'LAYER_MISSING net.1',
      'LAYER_MISSING net.2.inner',
    ]);
    const foreign = new Sequential([weights(nin, 7), lif(7), weights(7, 7), lif(7)]);
    expect(() => floatRun(foreign, raster, artifacts.spec)).toThrow('no layer of the specification');
  });
});
