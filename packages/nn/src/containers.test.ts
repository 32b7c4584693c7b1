import { type NetworkTree, Raster, tensorToNested } from '@xylopipe/core';
import { findModules, LifNeurons } from '@xylopipe/graph';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { issuesOf, refusalOf } from '../test/refusals.js';
import { inputs, networkTrees } from '../test/trees.js';
import { ExpSyn } from './exp-syn.js';
import { FFwdStack } from './ffwd-stack.js';
import { Lif } from './lif.js';
import { Linear } from './linear.js';
import type { Network, NetworkEvolution } from './network.js';
import { networkFromTree } from './network-from-tree.js';
import { Residual } from './residual.js';
import { Sequential } from './sequential.js';

const linear = (nin: number, nout: number): Linear => new Linear({ weights: { shape: [nin, nout], fill: 1 } });
/** Fires as often as half of its input says. */
const lif = (n: number, name?: string): Lif => new Lif({ n, name, leakMode: 'decays', alpha: 0, beta: 0.5 });

describe('Sequential', () => {
  it('passes spikes on in the same timestep', () => {
    const network = new Sequential([linear(2, 3), lif(3), linear(3, 1), lif(1)]);
    expect([network.nin, network.nout]).toEqual([2, 1]);
    const { output, records } = network.evolve(Raster.fromNested([[3, 1]]), { record: true });
    expect(output.toNested()).toEqual([[3]]);
    expect(records.map(({ path, spikes }) => [path, tensorToNested(spikes)])).toEqual([
      [[1], [[2, 2, 2]]],
      [[3], [[3]]],
    ]);
  });

  it('calls what it records as the graph does', () => {
    const taus = (n: number): Lif => new Lif({ n, tauMem: 0.02, tauSyn: 0.01, dt: 0.001 });
    const inner = new Sequential([linear(2, 2), taus(2)], { name: 'inner' });
    const network = new Sequential([linear(2, 2), taus(2), new Residual([inner, taus(2)])], { name: 'net' });
    const { records } = network.evolve([[1, 1]], { record: true });
    const layers = findModules(network.asGraph(), LifNeurons).map(({ name }) => name);
    expect(records.map(({ name }) => `net.${name}`).sort()).toEqual([...layers].sort());
    expect(records.map(({ name }) => name)).toEqual(['1', '2.inner.1', '2.1']);
    expect(lif(1).evolve([[1]], { record: true }).records[0]?.name).toBe('');
  });

  it('tells layers apart that were given one name, or the number of another place', () => {
    const taus = (n: number, name?: string): Lif => new Lif({ n, name, tauMem: 0.02, tauSyn: 0.01, dt: 0.001 });
    const namesIn = (network: Sequential) => {
      const recorded = network.evolve([[1, 1]], { record: true }).records.map(({ name }) => name);
      const graph = findModules(network.asGraph(), LifNeurons).map(({ name }) => name);
      expect([...graph].sort()).toEqual([...recorded].sort());
      return recorded;
    };
    const repeated = new Sequential([linear(2, 2), taus(2, 'lif'), linear(2, 2), taus(2, 'lif'), taus(2, 'lif')]);
    expect(namesIn(repeated)).toEqual(['lif', 'lif#3', 'lif#4']);
    expect(namesIn(new Sequential([taus(2, '2'), linear(2, 2), taus(2)]))).toEqual(['2', '2#2']);
  });

  it('records nothing unless asked to', () => {
    expect(new Sequential([linear(1, 1), lif(1)]).evolve([[1]]).records).toEqual([]);
  });

  it('takes a single channel if its first layer does', () => {
    expect(new Sequential([lif(2), linear(2, 1)]).evolve([[4]]).output.toNested()).toEqual([[4]]);
    expect(issuesOf(() => new Sequential([linear(2, 1)]).evolve([[4]]))).toEqual(['INPUT_CHANNELS input']);
  });

  it('names every two neighbours that do not fit', () => {
    const error = refusalOf(() => new Sequential([linear(2, 3), lif(4), lif(4), linear(1, 1)], { name: 'net' }));
    expect(error).toMatchObject({ code: 'NETWORK_INVALID', who: 'Sequential "net"' });
    expect(error.issues).toMatchObject([
      { code: 'SIZES_DIFFER', at: ['children', 1], measured: 4, limit: 3 },
      { code: 'SIZES_DIFFER', at: ['children', 3], measured: 1, limit: 4 },
    ]);
  });

  it('needs a layer', () => {
    expect(issuesOf(() => new Sequential([]))).toEqual(['NO_CHILDREN children']);
    expect(issuesOf(() => new Residual([]))).toEqual(['NO_CHILDREN children']);
    expect(issuesOf(() => new FFwdStack([], { weights: [] }))).toEqual(['NO_CHILDREN children']);
  });

  it('evolves no layer if one of them cannot', () => {
    const first = lif(1);
    const noDt = new Lif({ n: 1, tauMem: 1, tauSyn: 1 });
    const network = new Sequential([first, new Residual([noDt, new ExpSyn({ n: 1, tau: 1 })])]);
    expect(issuesOf(() => network.evolve([[8]]))).toEqual([
      'DT_MISSING children[1].children[0].dt',
      'DT_MISSING children[1].children[1].dt',
    ]);
    expect(first.state.spikes).toEqual([0]);
  });
});

describe('Residual', () => {
  it('adds its input to its output', () => {
    const network = new Residual([linear(2, 2), lif(2)]);
    expect(network.evolve([[1, 3]]).output.toNested()).toEqual([[3, 5]]);
    network.resetState();
    expect(network.evolve([[[1, 3]], [[0, 1]]]).output.toNested()).toEqual([[[3, 5]], [[0, 1]]]);
  });

  it('must end as wide as it begins', () => {
    expect(issuesOf(() => new Residual([linear(2, 3), lif(4)]))).toEqual([
      'SIZES_DIFFER children[1]',
      'SIZES_DIFFER children',
    ]);
  });

  it('does not broadcast, since it could not add', () => {
    expect(issuesOf(() => new Residual([lif(2)]).evolve([[4]]))).toEqual(['INPUT_CHANNELS input']);
  });
});

describe('FFwdStack', () => {
  it('has weights between its layers, and none before the first', () => {
    const stack = new FFwdStack([lif(2), lif(1)], { weights: [[[1], [10]]] });
    const { output, records } = stack.evolve([[2, 4]], { record: true });
    expect(output.toNested()).toEqual([[10]]); // half of 1 * 1 + 2 * 10
    expect(records.map(({ path }) => path)).toEqual([[0], [1]]);
  });

  it('computes what a Sequential with these weights computes', () => {
    const weights = [
      [
        [0.5, -1],
        [2, 0.25],
      ],
    ];
    const input = [
      [1, 5],
      [0, 0],
      [7, 2],
    ];
    const stack = new FFwdStack([lif(2), lif(2)], { weights });
    const sequence = new Sequential([lif(2), new Linear({ weights: weights[0] }), lif(2)]);
    expect(stack.evolve(input).output).toEqual(sequence.evolve(input).output);
  });

  it('says everything that does not fit', () => {
    expect(issuesOf(() => new FFwdStack([lif(2), lif(1)], { weights: [] }))).toEqual(['WRONG_SHAPE weights']);
    expect(issuesOf(() => new FFwdStack([lif(2), lif(1)], { weights: [[[1]], [[1]]] }))).toEqual([
      'WRONG_SHAPE weights',
      'WRONG_SHAPE weights[0]',
    ]);
  });
});

describe('every network', () => {
  const cases = fc.integer({ min: 1, max: 3 }).chain((n) => fc.tuple(networkTrees(n), inputs(n, 6), fc.nat(6)));
  const build = (tree: NetworkTree): Network => networkFromTree(tree);
  const valuesOf = ({ output, records }: NetworkEvolution): number[] => [
    ...output.values,
    ...records.flatMap(({ vmem, isyn, irec, spikes }) => [vmem, isyn, irec, spikes].flatMap(({ data }) => [...data])),
  ];

  it('gives the same in one call as in two, bit for bit', () => {
    fc.assert(
      fc.property(cases, ([tree, input, cut]) => {
        const parts = build(tree);
        const [first, second] = [input.slice(0, cut), input.slice(cut)].map((part) =>
          part.length === 0 ? [] : [...parts.evolve(part).output.values],
        );
        expect([...first, ...second]).toEqual([...build(tree).evolve(input).output.values]);
      }),
    );
  });

  it('gives the same recorded as not, and again after a reset', () => {
    fc.assert(
      fc.property(cases, ([tree, input]) => {
        const network = build(tree);
        const recorded = network.evolve(input, { record: true });
        network.resetState();
        expect([...network.evolve(input).output.values]).toEqual([...recorded.output.values]);
      }),
    );
  });

  it('gives for every item of a batch what it gives for the item alone, and keeps the state of item 0', () => {
    fc.assert(
      fc.property(cases, ([tree, input]) => {
        const other = input.map((row) => row.map((x) => x + 1));
        const network = build(tree);
        const batch = network.evolve([input, other], { record: true });
        const alone = [input, other].map((item) => build(tree).evolve(item, { record: true }));
        expect([...batch.output.values]).toEqual(alone.flatMap(({ output }) => [...output.values]));
        const after = build(tree);
        after.evolve(input);
        expect(valuesOf(network.evolve(input, { record: true }))).toEqual(
          valuesOf(after.evolve(input, { record: true })),
        );
      }),
    );
  });
});
