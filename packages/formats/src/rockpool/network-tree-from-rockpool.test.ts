import type { ChainTree, LifTree } from '@xylopipe/core';
import { networkTreeFromJson } from '@xylopipe/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { misshapen } from '../../test/damage.js';
import { problems, refusal } from '../../test/refusal.js';
import { leaves, lif, linear, weights } from '../../test/rockpool-files.js';
import { networkTreeFromRockpool } from './network-tree-from-rockpool.js';

const children = (json: unknown): readonly LifTree[] =>
  (networkTreeFromRockpool(json).value as ChainTree).children as readonly LifTree[];
const shapes = (json: unknown) => children(json).map((tree) => tree.shape);
const refused = (json: unknown) => problems(() => networkTreeFromRockpool(json));

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

describe('a SynNet', () => {
  const neurons = (n: number) => lif({ _has_rec: false, w_rec: weights(n, n).map((row) => row.map(() => 0)) });
  const seq = {
    out_neurons: neurons(2),
    '1_neurons': neurons(4),
    '0_neurons': neurons(3),
    '1_linear': linear(3, 4),
    out_linear: linear(4, 2),
    '0_linear': linear(5, 3),
  };

  it('is a chain of its layers', () => {
    const names = ['0_linear', '0_neurons', '1_linear', '1_neurons', 'out_linear', 'out_neurons'];
    expect(children({ seq }).map((tree) => tree.name)).toEqual(names);
    expect(shapes({ seq })).toEqual([
      [5, 3],
      [3, 3],
      [3, 4],
      [4, 4],
      [4, 2],
      [2, 2],
    ]);
    expect(children({ seq })[1]).toMatchObject({ type: 'LIF', has_rec: false, w_rec: null });
    expect(networkTreeFromRockpool({ seq }).issues).toEqual([]);
  });

  it('may have no hidden layer', () => {
    const { out_linear, out_neurons } = seq;
    expect(shapes({ seq: { out_linear, out_neurons } })).toEqual([
      [4, 2],
      [2, 2],
    ]);
  });

  it('is refused with modules that are missing or not known', () => {
    const { '0_neurons': _, ...broken } = seq;
    expect(refused({ seq: broken })).toEqual(['MISSING_MODULE seq["0_neurons"]']);
    const { '0_linear': __, ...withoutLayer } = broken;
    expect(refused({ seq: withoutLayer })).toEqual(['MISSING_MODULE seq["0_linear"]']);
    const { out_linear, out_neurons, ...endless } = seq;
    expect(refused({ seq: endless })).toEqual(['MISSING_MODULE seq.out_linear', 'MISSING_MODULE seq.out_neurons']);
    expect(refused({ seq: { ...seq, '0_noise': {}, '2_LIFTorch': lif() }, noise: {} })).toEqual([
      'UNKNOWN_MODULE noise',
      'UNKNOWN_MODULE seq["0_noise"]',
      'UNKNOWN_MODULE seq["2_LIFTorch"]',
    ]);
  });

  it('is told from a chain', () => {
    expect(networkTreeFromRockpool({ seq }).architecture).toBe('SynNet');
    expect(networkTreeFromRockpool(seq).architecture).toBe('SynNet');
    expect(networkTreeFromRockpool({ '0_LinearTorch': linear(1, 1) }).architecture).toBe('chain');
  });

  it('says what a mistyped name may mean', () => {
    const { '1_neurons': neurons, ...others } = seq;
    expect(refusal(() => networkTreeFromRockpool({ seq: { ...others, '1_nuerons': neurons } })).issues).toMatchObject([
      { code: 'UNKNOWN_MODULE', at: ['seq', '1_nuerons'], hint: 'is "1_neurons" meant?' },
      { code: 'MISSING_MODULE', at: ['seq', '1_neurons'], hint: 'is "1_nuerons" meant?' },
    ]);
  });

  it('is without dropout after training', () => {
    const { value, issues } = networkTreeFromRockpool({ seq: { ...seq, '0_dropout': leaves({ p: 0.1 }) } });
    expect(value).toEqual(networkTreeFromRockpool({ seq }).value);
    expect(issues).toMatchObject([{ code: 'MODULE_IGNORED', severity: 'warning', at: ['seq', '0_dropout'] }]);
  });
});

describe('a chain that an attribute holds', () => {
  it('stays under its name', () => {
    const { value } = networkTreeFromRockpool({ seq: { '0_LinearTorch': linear(2, 3), '1_LIFTorch': lif() } });
    expect(value).toMatchObject({
      children: [{ type: 'Sequential', name: 'seq', children: [{ shape: [2, 3] }, { shape: [3, 3] }] }],
    });
  });
});

describe('what matters in training only', () => {
  it('is left out with a warning', () => {
    const state = { vmem: [0.5], isyn: [[0]], spikes: [0] };
    const { value, issues } = networkTreeFromRockpool({
      '0_LinearTorch': linear(1, 1),
      '1_TimeStepDropout': leaves({ p: 0.1 }),
      '2_LIFTorch': lif(state),
    });
    expect((value as ChainTree).children.map(({ name }) => name)).toEqual(['0_LinearTorch', '2_LIFTorch']);
    expect(issues.map(({ code, severity, at }) => `${severity} ${code} ${at.join('.')}`)).toEqual([
      'warning MODULE_IGNORED 1_TimeStepDropout',
      'warning STATE_IGNORED 2_LIFTorch.vmem',
      'warning STATE_IGNORED 2_LIFTorch.isyn',
      'warning STATE_IGNORED 2_LIFTorch.spikes',
    ]);
  });
});

describe('recurrence', () => {
  const recurrent = (changes: object) => ({ '0_LIFTorch': lif({ w_rec: weights(2, 4), ...changes }) });

  it('is there if the flag says so, or weights without a flag', () => {
    expect(children(recurrent({ _has_rec: true }))).toMatchObject([
      { shape: [4, 2], has_rec: true, w_rec: weights(2, 4) },
    ]);
    expect(children(recurrent({}))).toMatchObject([{ has_rec: true, w_rec: weights(2, 4) }]);
    expect(children(recurrent({ w_rec: null, threshold: [1] }))).toMatchObject([{ has_rec: false, w_rec: null }]);
  });

  it('that is switched off is left out, with a warning if it had weights', () => {
    const { value, issues } = networkTreeFromRockpool(recurrent({ _has_rec: false }));
    expect(value).toMatchObject({ children: [{ shape: [4, 2], has_rec: false, w_rec: null }] });
    expect(issues).toMatchObject([{ code: 'IGNORED_VALUE', severity: 'warning', at: ['0_LIFTorch', 'w_rec'] }]);
    expect(networkTreeFromRockpool(recurrent({ _has_rec: false, w_rec: [[0, 0, 0, 0]] })).issues).toEqual([]);
  });

  it('needs weights', () => {
    expect(refused(recurrent({ _has_rec: true, w_rec: null }))).toEqual(['MISSING_PARAMETER 0_LIFTorch.w_rec']);
  });
});

describe('noise', () => {
  it('is left out with a warning', () => {
    const { issues } = networkTreeFromRockpool({
      '0_LinearTorch': linear(1, 1),
      '1_LIFTorch': lif({ noise_std: 0.1 }),
    });
    expect(issues).toMatchObject([
      { code: 'NOISE_IGNORED', severity: 'warning', at: ['1_LIFTorch', 'noise_std'], measured: 0.1 },
    ]);
  });
});

describe('the number of neurons', () => {
  const between = (changes: object, nin: number, nout: number) =>
    shapes({ '0_LinearTorch': linear(1, nin), '1_LIFTorch': lif({ ...changes }), '2_LinearTorch': linear(nout, 1) })[1];

  it.each([
    ['the parameters', { tau_mem: [1, 2] }, 4, 2, [4, 2]],
    ['the synapses of one neuron for all', { tau_syn: [[1, 2]] }, 4, 2, [4, 2]],
    ['the synapses of each neuron', { tau_syn: [[1], [2], [3]] }, 3, 3, [3, 3]],
    ['the recurrent weights', { w_rec: weights(2, 4), _has_rec: false }, 4, 2, [4, 2]],
    ['the biases', { bias: [1, 2] }, 4, 4, [4, 2]],
    ['the weights behind', {}, 4, 2, [4, 2]],
    ['the weights before', {}, 3, 3, [3, 3]],
  ])('follows from %s', (_, changes, nin, nout, shape) => {
    expect(between(changes, nin, nout)).toEqual(shape);
  });

  it('follows from a block that keeps it', () => {
    const block = { '0_LinearTorch': linear(2, 4), '1_LIFTorch': lif() };
    const last = (json: unknown) => (children(json).at(-1) as unknown as ChainTree).children[1];
    expect(last({ '0_LinearTorch': linear(1, 2), '1_TorchResidual': block })).toMatchObject({ shape: [4, 2] });
    expect(last({ '0_TorchResidual': block })).toMatchObject({ shape: [4, 2] });
  });

  it('follows from the parameters alone in a first layer', () => {
    expect(
      shapes({
        '0_LIFTorch': lif({
          tau_syn: [
            [1, 2],
            [3, 4],
            [5, 6],
          ],
        }),
      }),
    ).toEqual([[6, 3]]);
    expect(shapes({ '0_LIFTorch': lif({ threshold: [1, 2] }) })).toEqual([[2, 2]]);
    expect(shapes({ '0_ExpSynTorch': leaves({ tau: 0.1, dt: 0.01 }), '1_LinearTorch': linear(3, 1) })[0]).toEqual([3]);
  });

  it('is not guessed', () => {
    expect(refused({ '0_LIFTorch': lif() })).toEqual(['SIZE_UNCLEAR 0_LIFTorch']);
    expect(refused({ '0_ExpSynTorch': leaves({ tau: 0.1, dt: 0.01 }) })).toEqual(['SIZE_UNCLEAR 0_ExpSynTorch']);
    const uneven = { '0_LinearTorch': linear(1, 3), '1_LIFTorch': lif({ threshold: [1, 1] }) };
    expect(refused(uneven)).toEqual(['SYNAPSE_COUNT 1_LIFTorch']);
    expect(refusal(() => networkTreeFromRockpool(uneven)).issues).toMatchObject([
      { message: '3 channels cannot be shared evenly by 2 neurons', measured: '(3, 2)' },
    ]);
    expect(refused({ '0_LinearTorch': leaves({ weight: [[]] }), '1_LIFTorch': lif() })).toEqual([
      'SYNAPSE_COUNT 1_LIFTorch',
    ]);
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
