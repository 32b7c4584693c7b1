import { type LifTree, type NetworkTree, networkTreeFromJson } from '@xylopipe/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { issuesOf, refusalOf } from '../test/refusals.js';
import { lifTrees, networkTrees } from '../test/trees.js';
import { Lif } from './lif.js';
import { LifBitshift } from './lif-bitshift.js';
import { networkFromJson, networkFromTree, networkToJson } from './network-from-tree.js';

const lif: LifTree = {
  type: 'LIF',
  shape: [2, 2],
  tau_mem: 0.02,
  tau_syn: [[0.01]],
  threshold: 1,
  bias: 0,
  has_rec: false,
  w_rec: null,
  dt: 0.001,
};

describe('a tree', () => {
  it('survives being made a network, bit for bit', () => {
    fc.assert(
      fc.property(networkTrees(2), (tree) => {
        expect(networkFromTree(tree).toTree()).toEqual(tree);
      }),
    );
  });

  it('survives being written to a file and read again', () => {
    fc.assert(
      fc.property(networkTrees(2), (tree) => {
        const file = JSON.parse(JSON.stringify(networkToJson(networkFromTree(tree))));
        expect(networkFromJson(file).toTree()).toEqual(JSON.parse(JSON.stringify(tree)));
      }),
    );
  });

  it('is a tree by the schema when it comes from a network', () => {
    fc.assert(
      fc.property(lifTrees(3, 2), (tree) => {
        expect(networkTreeFromJson(networkFromTree(tree).toTree())).toEqual(tree);
      }),
    );
  });

  it('says which kind of LIF it is', () => {
    expect(networkFromTree(lif)).not.toBeInstanceOf(LifBitshift);
    expect(networkFromTree({ ...lif, type: 'LIFBitshift' })).toBeInstanceOf(LifBitshift);
    expect(new LifBitshift({ n: 1, tauMem: 1, tauSyn: 1 }).toTree().type).toBe('LIFBitshift');
  });

  it('of a layer that was given options has what they leave out', () => {
    expect(new Lif({ n: 2, tauMem: 0.02, tauSyn: [[0.01]], dt: 0.001 }).toTree()).toStrictEqual(lif);
    expect(new Lif({ n: 1, tauMem: 1, tauSyn: 1 }).toTree().dt).toBeNull();
  });

  it('starts with the caps of its kind', () => {
    const flood = (type: LifTree['type']) => networkFromTree({ ...lif, type }).evolve([[1e9, 0]]).output.values[0];
    expect([flood('LIF'), flood('LIFBitshift')]).toEqual([65536, 31]);
  });
});

describe('a tree with faults', () => {
  it('is refused with all of them, in its own words', () => {
    const tree: NetworkTree = {
      type: 'Sequential',
      children: [
        {
          type: 'Linear',
          shape: [2, 3],
          weight: [
            [1, 2],
            [3, Number.NaN],
          ],
          bias: [0],
        },
        {
          type: 'Residual',
          children: [{ ...lif, tau_mem: -1, initial_state: { vmem: [0], isyn: [[0], [0]], spikes: [0, 0] } }],
        },
        { type: 'FFwdStack', children: [lif, { ...lif, max_spikes_per_dt: 0.5 }], weights: [[[1]]] },
        { type: 'ExpSyn', shape: [0], tau: 0, dt: null },
      ],
    };
    const error = refusalOf(() => networkFromTree(tree));
    expect(error.code).toBe('NETWORK_INVALID');
    expect(issuesOf(() => networkFromTree(tree))).toEqual([
      'SIZES_DIFFER children[1]',
      'SIZES_DIFFER children[3]',
      'WRONG_SHAPE children[0].weight',
      'NOT_FINITE children[0].weight[1][1]',
      'WRONG_SHAPE children[0].bias',
      'VALUE_RANGE children[1].children[0].tau_mem',
      'WRONG_SHAPE children[1].children[0].initial_state.vmem',
      'WRONG_SHAPE children[2].weights[0]',
      'VALUE_RANGE children[2].children[1].max_spikes_per_dt',
      'VALUE_RANGE children[3].shape[0]',
      'VALUE_RANGE children[3].tau',
    ]);
  });

  it.each<[string, Partial<LifTree>, readonly string[]]>([
    ['a missing matrix', { has_rec: true }, ['PARAMETER_MISSING w_rec']],
    ['a matrix that is not wanted', { w_rec: { shape: [2, 2], fill: 0 } }, ['PARAMETER_UNUSED w_rec']],
    ['a matrix of another shape', { has_rec: true, w_rec: [[1]] }, ['WRONG_SHAPE w_rec']],
    ['uneven synapses', { shape: [3, 2] }, ['WRONG_SYNAPSES shape[0]']],
    ['dashes without their leak mode', { dash_syn: 1 }, ['PARAMETER_UNUSED dash_syn']],
    [
      'a leak mode without its dashes',
      { leak_mode: 'bitshifts' },
      [
        'PARAMETER_UNUSED tau_mem',
        'PARAMETER_UNUSED tau_syn',
        'PARAMETER_MISSING dash_mem',
        'PARAMETER_MISSING dash_syn',
      ],
    ],
  ])('is refused for %s', (_, change, expected) => {
    expect(issuesOf(() => networkFromTree({ ...lif, ...change }))).toEqual(expected);
  });

  it('is refused by its schema before its numbers are looked at', () => {
    expect(refusalOf(() => networkFromJson({ ...lif, tauMem: 1 })).issues).toMatchObject([{ code: 'UNKNOWN_KEY' }]);
  });

  it.each([
    { type: 'Linear', shape: [1e6, 1e6], weight: { shape: [1e6, 1e6], fill: 1 } },
    { type: 'ExpSyn', shape: [1e12], tau: 0.02, dt: 0.001 },
    { type: 'LIF', shape: [1e12, 1e12], tau_mem: 1, tau_syn: 1, threshold: 1, bias: 0, has_rec: false, dt: 0.1 },
  ])('refuses a few bytes that ask for all memory: $type', (json) => {
    expect(() => networkFromJson(json)).toThrow(expect.objectContaining({ code: 'NETWORK_INVALID' }));
  });
});
