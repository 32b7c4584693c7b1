import { compareRuns, runOfEvolution } from '@xylopipe/compare';
import { type MappedSpec, tensorToNested } from '@xylopipe/core';
import { Lif, Linear, networkFromTree, Residual, Sequential } from '@xylopipe/nn';
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

/** The hidden neurons and their weights, in blocks of 4 that have changed places. */
function reversed({ weightsIn, weightsRec, weightsOut, layers }: MappedSpec): Partial<MappedSpec> {
  const other = (id: number): number => (id + 4) % 8;
  const [nout = 0] = weightsOut.shape.slice(1);
  return {
    weightsIn: { ...weightsIn, data: weightsIn.data.map((_, i, w) => w[i - (i % 8) + other(i % 8)] as number) },
    weightsRec: {
      ...weightsRec,
      data: weightsRec.data.map((_, i, w) => w[8 * other(Math.floor(i / 8)) + other(i % 8)] as number),
    },
    weightsOut: {
      ...weightsOut,
      data: weightsOut.data.map((_, i, w) => w[nout * other(Math.floor(i / nout)) + (i % nout)] as number),
    },
    layers: layers.map((layer) => (layer.role === 'output' ? layer : { ...layer, firstId: other(layer.firstId) })),
  };
}

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

  it('begins at rest, whatever the network was left in, and leaves it there', async () => {
    const { artifacts } = await createXylopipe().network(network).on('syns61201').run(raster);
    const [used, other] = [network, network].map((one) => networkFromTree(one.toTree()));
    const fresh = used!.evolve(raster).output;
    other!.evolve(raster);
    const first = floatRun(used!, raster, artifacts.spec);
    expect(floatRun(used!, raster, artifacts.spec)).toEqual(first);
    expect(first.value.layers.at(-1)?.signals.spikes?.data).toEqual(fresh.values);
    expect(used!.evolve(raster).output).toEqual(other!.evolve(raster).output);
  });

  it('begins where the chip does, though a layer is given another state', async () => {
    const initialState = { vmem: [0.4, 0, 0, 0], isyn: [[0], [0], [0], [0.2]], spikes: [0, 0, 0, 0] };
    const first = new Lif({ n: 4, tauMem: 0.02, tauSyn: 0.01, threshold: 0.5, dt: 0.001, initialState });
    const started = new Sequential([weights(nin, 4), first, new Sequential([weights(4, 2), lif(2)])]);
    const plain = new Sequential([weights(nin, 4), lif(4), new Sequential([weights(4, 2), lif(2)])]);
    const { artifacts } = await createXylopipe().network(started).on('syns61201').run(raster);
    const { value, issues } = floatRun(started, raster, artifacts.spec);
    expect(value).toEqual(floatRun(plain, raster, artifacts.spec).value);
    expect(issues.map(({ code, severity, at }) => [code, severity, ...at])).toEqual([
      ['INITIAL_STATE', 'warning', 'children', 1, 'initial_state'],
    ]);
  });

  it("has layers of one name apart, in the data's way", async () => {
    const repeated = new Sequential([
      weights(nin, 4),
      lif(4, 'lif'),
      weights(4, 4),
      lif(4, 'lif'),
      weights(4, 2),
      lif(2),
    ]);
    const { artifacts } = await createXylopipe().network(repeated).on('syns61201').run(raster);
    const { value, issues } = floatRun(repeated, raster, artifacts.spec);
    expect([value.layers.map(({ name }) => name), issues]).toEqual([['lif', 'lif#3', '5'], []]);
    // Ids the other way round, as mapping gives them where only some neurons can have input weights.
    const { spec } = artifacts;
    const turned = floatRun(repeated, raster, { ...spec, ...reversed(spec) });
    expect(turned.value.layers.map(({ name, ids }) => [name, ids[0]])).toEqual([
      ['lif', 4],
      ['lif#3', 0],
      ['5', 0],
    ]);
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
