import type { ChainTree } from '@xylopipe/core';
import { networkTreeFromJson } from '@xylopipe/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { misshapen } from '../../test/damage.js';
import { children, refused, shapes } from '../../test/read-rockpool.js';
import { refusal } from '../../test/refusal.js';
import { leaves, lif, linear, weights } from '../../test/rockpool-files.js';
import { networkTreeFromRockpool } from './network-tree-from-rockpool.js';

describe('a chain of generated names', () => {
  const chain = {
    '1_LIFTorch': lif(),
    '2_LinearTorch': linear(3, 2),
    '0_LinearTorch': linear(2, 3),
    '3_LIFTorch': lif(),
  };

  it('is ordered by the numbers in the names', () => {
    const { value, issues } = networkTreeFromRockpool(chain);
    expect(issues).toEqual([]);
    expect(value).toEqual({
      type: 'Sequential',
      children: [
        { type: 'Linear', name: '0_LinearTorch', shape: [2, 3], weight: weights(2, 3), bias: null },
        {
          type: 'LIF',
          name: '1_LIFTorch',
          shape: [3, 3],
          tau_mem: 0.05,
          tau_syn: 0.02,
          threshold: 1,
          bias: 0,
          has_rec: false,
          w_rec: null,
          dt: 0.01,
          max_spikes_per_dt: 31,
          leak_mode: 'taus',
        },
        { type: 'Linear', name: '2_LinearTorch', shape: [3, 2], weight: weights(3, 2), bias: null },
        expect.objectContaining({ type: 'LIF', name: '3_LIFTorch', shape: [2, 2] }),
      ],
    });
    expect(networkTreeFromJson(JSON.parse(JSON.stringify(value)))).toEqual(JSON.parse(JSON.stringify(value)));
  });

  it('is ordered by number, not by text', () => {
    const long = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`${11 - i}_LinearTorch`, linear(2, 2)]));
    expect(children(long).map((tree) => tree.name)).toEqual(Array.from({ length: 12 }, (_, i) => `${i}_LinearTorch`));
  });

  it('may hold residual blocks and chains', () => {
    const block = { '1_LIFTorch': lif(), '0_LinearTorch': linear(3, 3) };
    const tree = networkTreeFromRockpool({
      '0_LinearTorch': linear(2, 3),
      '1_TorchResidual': block,
      '2_Sequential': block,
    });
    expect((tree.value as ChainTree).children).toMatchObject([
      { type: 'Linear' },
      { type: 'Residual', name: '1_TorchResidual', children: [{ shape: [3, 3] }, { type: 'LIF', shape: [3, 3] }] },
      { type: 'Sequential', name: '2_Sequential', children: [{ shape: [3, 3] }, { type: 'LIF', shape: [3, 3] }] },
    ]);
  });

  it.each([
    ['0_Linear', linear(1, 1), 'Linear'],
    ['0_LinearJax', linear(1, 1), 'Linear'],
    ['0_ModLinear', linear(1, 1), 'Linear'],
    ['0_LIFExodus', lif({ threshold: [1] }), 'LIF'],
    ['0_LIFBitshiftTorch', lif({ threshold: [1] }), 'LIFBitshift'],
    ['0_ExpSynTorch', leaves({ tau: [0.1, 0.2], dt: 0.01 }), 'ExpSyn'],
  ])('knows %s', (name, content, type) => {
    expect(children({ [name]: content })).toMatchObject([{ type, name }]);
  });

  it('keeps biases', () => {
    const biased = leaves({ weight: weights(2, 2), bias: [0.5, 1] });
    expect(children({ '0_LinearTorch': biased, '1_LIFTorch': lif({ bias: [1, 2] }) })).toMatchObject([
      { bias: [0.5, 1] },
      { bias: [1, 2] },
    ]);
  });

  it('keeps other leaks', () => {
    const shift = lif({ leak_mode: 'bitshifts', tau_mem: null, tau_syn: null, dash_mem: [2, 3], dash_syn: [[4], [5]] });
    const decay = lif({ leak_mode: 'decays', tau_mem: null, tau_syn: null, alpha: 0.5, beta: [[0.5, 0.25]] });
    expect(
      children({
        '0_LinearTorch': linear(1, 2),
        '1_LIFTorch': shift,
        '2_LinearTorch': linear(2, 4),
        '3_LIFTorch': decay,
      }),
    ).toMatchObject([
      {},
      { shape: [2, 2], leak_mode: 'bitshifts', dash_mem: [2, 3], dash_syn: [[4], [5]] },
      {},
      { shape: [4, 2], leak_mode: 'decays', alpha: 0.5, beta: [[0.5, 0.25]] },
    ]);
  });

  it.each([
    ['a number that is missing', { '0_LinearTorch': linear(2, 2), '2_LIFTorch': lif() }, ['MODULE_ORDER 2_LIFTorch']],
    ['no first module', { '1_LinearTorch': linear(2, 2) }, ['MODULE_ORDER 1_LinearTorch']],
    ['a number twice', { '0_LinearTorch': linear(2, 2), '0_LIFTorch': lif() }, ['MODULE_ORDER 0_LIFTorch']],
    ['an unknown module', { '0_LinearTorch': linear(2, 2), '1_ConvTorch': {} }, ['UNKNOWN_MODULE 1_ConvTorch']],
    ['a module of another package', { lif: lif() }, ['UNKNOWN_MODULE lif']],
    ['a bare module', linear(2, 2), ['UNKNOWN_MODULE weight']],
    [
      'an unknown parameter',
      { '0_LinearTorch': { ...linear(1, 1), mask: '1' } },
      ['UNKNOWN_PARAMETER 0_LinearTorch.mask'],
    ],
    ['a missing parameter', { '0_LinearTorch': {} }, ['MISSING_PARAMETER 0_LinearTorch.weight']],
    ['a parameter that is no text', { '0_LinearTorch': { weight: [[1]] } }, ['INVALID_LEAF 0_LinearTorch.weight']],
    ['a parameter that is no JSON', { '0_LinearTorch': { weight: '[[1]' } }, ['INVALID_LEAF 0_LinearTorch.weight']],
    ['weights that are no numbers', { '0_LinearTorch': { weight: '[[NaN]]' } }, ['NOT_FINITE 0_LinearTorch.weight']],
    [
      'weights beyond all numbers',
      { '0_LinearTorch': { weight: '[[1e999]]' } },
      ['INVALID_VALUE 0_LinearTorch.weight[0][0]'],
    ],
    ["a text in a number's place", { '0_LIFTorch': lif({ threshold: '1' }) }, ['INVALID_VALUE 0_LIFTorch.threshold']],
    ['a module that is no object', { '0_LIFTorch': '1' }, ['INVALID_MODULE 0_LIFTorch']],
    ['a block without modules', { '0_TorchResidual': {} }, ['INVALID_MODULE 0_TorchResidual']],
    ['no modules', {}, ['INVALID_MODULE']],
    ['no object', [], ['INVALID_MODULE']],
    [
      'no time constants',
      { '0_LIFTorch': lif({ tau_mem: null, tau_syn: null, threshold: [1] }) },
      ['MISSING_PARAMETER 0_LIFTorch.tau_mem', 'MISSING_PARAMETER 0_LIFTorch.tau_syn'],
    ],
    [
      'no decay of synapses',
      { '0_LIFTorch': lif({ leak_mode: 'decays', alpha: [0.5] }) },
      ['MISSING_PARAMETER 0_LIFTorch.beta'],
    ],
    ['no timestep', { '0_LIFTorch': lif({ dt: null }) }, ['INVALID_VALUE 0_LIFTorch.dt']],
    ['a leak that is not known', { '0_LIFTorch': lif({ leak_mode: 'slow' }) }, ['INVALID_VALUE 0_LIFTorch.leak_mode']],
  ])('is refused with %s', (_, json, expected) => {
    expect(refused(json)).toEqual(expected);
  });

  it('is refused with all of its problems', () => {
    const json = {
      '0_LinearTorch': { weight: '[[1], [1, 2]]', scale: '1' },
      '2_TorchResidual': { '0_LinearTorch': linear(1, 1), '1_Conv': {} },
      '3_LIFTorch': lif({ threshold: 'high' }),
    };
    expect(refused(json)).toEqual([
      'MODULE_ORDER 2_TorchResidual',
      'UNKNOWN_PARAMETER 0_LinearTorch.scale',
      'INVALID_VALUE 0_LinearTorch.weight[1]',
      'UNKNOWN_MODULE 2_TorchResidual["1_Conv"]',
      'INVALID_VALUE 3_LIFTorch.threshold',
    ]);
    expect(refusal(() => networkTreeFromRockpool(json)).code).toBe('ROCKPOOL_INVALID');
  });
});

describe('a hostile parameter file', () => {
  const chained = (n: number, name: (i: number) => string) =>
    Object.fromEntries(Array.from({ length: n }, (_, i) => [name(i), {}]));

  it.each([
    ['nested without an end in sight', JSON.parse(`${'{"0_TorchResidual":'.repeat(9999)}{}${'}'.repeat(9999)}`)],
    ['of very many unknown modules', chained(20_000, (i) => `enc${i}`)],
    ['of very many unknown parameters', { '0_LIFTorch': chained(20_000, (i) => `p${i}`) }],
    ['of very many layers', { seq: chained(20_000, (i) => `${i}_linear`) }],
    ['of a far layer', { seq: { '999999999_linear': linear(1, 1) } }],
    ['of modules with names of objects', { constructor: {}, '0_LinearTorch': JSON.parse('{"__proto__": "1"}') }],
    ['of leaves that are no text', { '0_LinearTorch': { weight: { toString: 1 } } }],
  ])('%s is refused', (_, json) => {
    expect(refusal(() => networkTreeFromRockpool(json)).code).toBe('ROCKPOOL_INVALID');
  });
});

describe('any parameter file', () => {
  it('misshapen in any way is read or refused', () => {
    const file = {
      '0_LinearTorch': linear(2, 2),
      '1_TorchResidual': {
        '0_LinearTorch': linear(2, 4),
        '1_LIFTorch': lif({ tau_syn: [[1, 2]], w_rec: weights(2, 4) }),
      },
      '2_ExpSynTorch': leaves({ tau: 0.1, dt: 0.01 }),
    };
    fc.assert(
      fc.property(misshapen(file), fc.boolean(), (json, isWrapped) => {
        try {
          expect(networkTreeFromRockpool(isWrapped ? { seq: json } : json).value.type).toBe('Sequential');
        } catch (error) {
          expect(error).toMatchObject({ name: 'XylopipeError' });
        }
      }),
      { numRuns: 500 },
    );
  });

  it('with any parameter is read or refused', () => {
    const value = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom([], [[]], [[1]], [1, 2], 1));
    const keys = ['tau_mem', 'tau_syn', 'threshold', 'w_rec', '_has_rec', 'dash_syn', 'leak_mode', 'noise_std'];
    fc.assert(
      fc.property(fc.constantFrom(...keys), value, (key, put) => {
        try {
          expect(shapes({ '0_LinearTorch': linear(2, 4), '1_LIFTorch': lif({ [key]: put }) })).toHaveLength(2);
        } catch (error) {
          expect(error).toMatchObject({ code: 'ROCKPOOL_INVALID' });
        }
      }),
      { numRuns: 500 },
    );
  });
});
