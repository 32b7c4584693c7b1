import type { ChainTree, LifTree, NetworkTree } from '@xylopipe/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problems, refusal } from '../../test/refusal.js';
import { networkTreeFromRockpool } from './network-tree-from-rockpool.js';
import { networkTreeToRockpool } from './network-tree-to-rockpool.js';

const linear = (name?: string): NetworkTree => ({ type: 'Linear', name, shape: [1, 2], weight: [[1, -0.5]] });
const neurons: LifTree = {
  type: 'LIF',
  shape: [2, 2],
  tau_mem: 0.05,
  tau_syn: [[0.02], [0.04]],
  threshold: [1, 2],
  bias: 0,
  has_rec: false,
  w_rec: null,
  dt: 1e-7,
};
const chain = (...children: NetworkTree[]): NetworkTree => ({ type: 'Sequential', children });
const refused = (tree: NetworkTree) => problems(() => networkTreeToRockpool(tree));

describe('parameters for Rockpool', () => {
  it('are strings of JSON under the names of the modules, with numbers that Python reads as floats', () => {
    const { value } = networkTreeToRockpool(chain(linear('enc'), { ...neurons, name: 'lif1' }));
    expect(value).toEqual({
      enc: { weight: '[[1.0, -0.5]]' },
      lif1: {
        tau_mem: '0.05',
        tau_syn: '[[0.02], [0.04]]',
        threshold: '[1.0, 2.0]',
        bias: '0.0',
        dt: '1e-7',
        _has_rec: 'false',
      },
    });
  });

  it('keep zeros below zero, very large numbers, and everything that a tree says of neurons', () => {
    const tree: LifTree = {
      ...neurons,
      type: 'LIFBitshift',
      tau_mem: undefined,
      has_rec: true,
      w_rec: { shape: [2, 2], fill: -0 },
      leak_mode: 'decays',
      alpha: 1e21,
      beta: 0.5,
      max_spikes_per_dt: 31,
    };
    expect(networkTreeToRockpool(chain(tree)).value).toEqual({
      '0_LIFBitshiftTorch': {
        tau_syn: '[[0.02], [0.04]]',
        threshold: '[1.0, 2.0]',
        bias: '0.0',
        dt: '1e-7',
        max_spikes_per_dt: '31.0',
        leak_mode: '"decays"',
        alpha: '1e+21',
        beta: '0.5',
        _has_rec: 'true',
        w_rec: '[[-0.0, -0.0], [-0.0, -0.0]]',
      },
    });
  });

  it('get the names of combinators where modules have none', () => {
    const block: NetworkTree = { type: 'Residual', children: [neurons, { type: 'ExpSyn', shape: [2], tau: 1, dt: 1 }] };
    expect(networkTreeToRockpool(chain(linear(), block, chain(neurons))).value).toMatchObject({
      '0_LinearTorch': {},
      '1_TorchResidual': { '0_LIFTorch': {}, '1_ExpSynTorch': { tau: '1.0', dt: '1.0' } },
      '2_TorchSequential': { '0_LIFTorch': {} },
    });
    expect(Object.keys(networkTreeToRockpool(chain(linear('0_LinearJax'), neurons)).value)).toEqual([
      '0_LinearJax',
      '1_LIFTorch',
    ]);
  });

  it('of a SynNet are under seq', () => {
    const tree = chain(linear('out_linear'), { ...neurons, name: 'out_neurons' });
    expect(networkTreeToRockpool(tree).value).toMatchObject({ seq: { out_linear: {}, out_neurons: {} } });
    expect(Object.keys(networkTreeToRockpool(chain(linear('out_linear'), linear('head'))).value)).toEqual([
      'out_linear',
      'head',
    ]);
    expect(networkTreeToRockpool(chain()).value).toEqual({});
  });

  it('of one module are the file', () => {
    expect(networkTreeToRockpool(linear('enc'))).toEqual({ value: { weight: '[[1.0, -0.5]]' }, issues: [] });
  });

  it('come with what the tree does not hold, and what the file does not', () => {
    const initial_state = { vmem: [0, 0], isyn: [[0], [0]], spikes: [0, 0] };
    const { value, issues } = networkTreeToRockpool(chain({ ...neurons, initial_state }));
    expect(issues.map(({ code, severity, at }) => [code, severity, at.join('.')])).toEqual([
      ['STATE_IGNORED', 'warning', '0_LIFTorch.initial_state'],
      ['NOT_IN_TREE', 'warning', ''],
    ]);
    expect(value).not.toHaveProperty('0_LIFTorch.initial_state');
    expect(networkTreeToRockpool(chain(linear())).issues).toEqual([]);
  });

  it('are refused with everything that has no form there', () => {
    const tree = chain(
      linear('enc'),
      neurons,
      { ...neurons, name: 'enc' },
      { ...neurons, name: 'lif.1' },
      { type: 'Residual', name: 'block', children: [{ type: 'FFwdStack', children: [], weights: [] }] },
      { ...neurons, name: 'lif2', dt: null, threshold: Number.NaN },
      { type: 'ExpSyn', name: 'syn', shape: [1], tau: Number.POSITIVE_INFINITY, dt: null },
      { type: 'Linear', name: 'wide', shape: [1e5, 1e5], weight: { shape: [1e5, 1e5], fill: 0 } },
    );
    expect(refused(tree)).toEqual([
      'MODULE_UNNAMED [1]',
      'DUPLICATE_NAME enc',
      'MODULE_NAME lif.1',
      'UNSUPPORTED_MODULE block["0_FFwdStack"]',
      'MISSING_PARAMETER lif2.dt',
      'NOT_FINITE lif2.threshold',
      'MISSING_PARAMETER syn.dt',
      'NOT_FINITE syn.tau',
      'TOO_LARGE wide.weight',
    ]);
    expect(refusal(() => networkTreeToRockpool(tree)).code).toBe('ROCKPOOL_INVALID');
  });

  it.each<[string, [number, number][], string]>([
    ['many rows of nothing', [[1e8, 0]], '0_LinearTorch.weight'],
    ['more rows than a list can have', [[1e15, 0]], '0_LinearTorch.weight'],
    [
      'too many weights together',
      [
        [4, 4],
        [1, 2 ** 24 - 15],
        [1, 1],
      ],
      '1_LinearTorch.weight',
    ],
  ])('are refused for %s', (_, shapes, at) => {
    const filled = shapes.map((shape): NetworkTree => ({ type: 'Linear', shape, weight: { shape, fill: 1 } }));
    expect(refused(chain(...filled))).toEqual([`TOO_LARGE ${at}`]);
  });

  it('are refused for modules in each other without an end in sight', () => {
    let deep: NetworkTree = neurons;
    for (let i = 0; i < 100; i++) deep = { type: 'Residual', children: [deep] };
    expect(refused(deep)).toEqual(['TOO_DEEP 0_TorchResidual']);
  });
});

describe('any network of named modules', () => {
  const number = fc.double({ noNaN: true, noDefaultInfinity: true });
  const values = (n: number) => fc.oneof(number, fc.array(number, { minLength: n, maxLength: n }));
  const matrix = (rows: number, columns: number) =>
    fc.array(fc.array(number, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows });
  const size = fc.integer({ min: 1, max: 3 });

  const lif = fc.record({ n: size, s: fc.constantFrom(1, 2), hasRec: fc.boolean() }).chain(({ n, s, hasRec }) =>
    fc.record({
      type: fc.constantFrom('LIF' as const, 'LIFBitshift' as const),
      shape: fc.constant([n * s, n] as const),
      tau_mem: values(n),
      tau_syn: fc.oneof(number, matrix(n, s), matrix(1, s)),
      threshold: values(n),
      bias: values(n),
      has_rec: fc.constant(hasRec),
      w_rec: hasRec ? matrix(n, n * s) : fc.constant(null),
      dt: number,
      max_spikes_per_dt: fc.option(fc.constantFrom(1, 31, 65536), { nil: undefined }),
      leak_mode: fc.constantFrom('taus' as const, undefined),
    }),
  );
  const weights = fc.tuple(size, size).chain(([nin, nout]) =>
    fc.record({
      type: fc.constant('Linear' as const),
      shape: fc.constant([nin, nout] as const),
      weight: matrix(nin, nout),
      bias: fc.option(fc.array(number, { minLength: nout, maxLength: nout })),
    }),
  );
  const synapses = size.chain((n) =>
    fc.record({
      type: fc.constant('ExpSyn' as const),
      shape: fc.constant([n] as const),
      tau: values(n),
      dt: number,
    }),
  );
  const name = fc.stringMatching(/^[a-z_]\w{0,6}$/);
  const { tree } = fc.letrec<{ tree: ChainTree; child: NetworkTree }>((tie) => ({
    child: fc.oneof({ depthSize: 'small' }, lif, weights, synapses, tie('tree')),
    tree: fc
      .uniqueArray(fc.tuple(name, tie('child')), { minLength: 1, maxLength: 4, selector: ([key]) => key })
      .map((children) => ({
        type: 'Sequential' as const,
        children: children.map(([key, child]) => ({ ...child, name: key })),
      })),
  }));

  it('comes back by its own description', () => {
    fc.assert(
      fc.property(tree, (network) => {
        const text = JSON.stringify(networkTreeToRockpool(network).value);
        const { value, issues } = networkTreeFromRockpool(JSON.parse(text), { architecture: network });
        expect(value).toEqual(network);
        expect(issues).toEqual([]);
      }),
    );
  });
});
