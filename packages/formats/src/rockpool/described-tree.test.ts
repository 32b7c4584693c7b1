import type { NetworkTree } from '@xylopipe/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { misshapen } from '../../test/damage.js';
import { problems, refusal } from '../../test/refusal.js';
import { leaves, lif, linear, weights } from '../../test/rockpool-files.js';
import { type Architecture, architectureFromJson, type LifArchitecture } from './architecture.js';
import { networkTreeFromRockpool } from './network-tree-from-rockpool.js';

/**
 * A module of one's own in Python:
 *
 *     self.enc = LinearTorch((3, 4))
 *     self.lif1 = LIFTorch((4, 2), has_rec=True)
 *     self.block = Residual(LinearTorch((2, 2)), LIFTorch(2))
 *     self.loss = MyLoss()
 */
const custom: Architecture = architectureFromJson({
  format: 'xylopipe/architecture',
  version: 1,
  architecture: {
    type: 'Sequential',
    children: [
      { type: 'Linear', name: 'enc', shape: [3, 4] },
      { type: 'LIF', name: 'lif1', shape: [4, 2], has_rec: true },
      {
        type: 'Residual',
        name: 'block',
        children: [
          { type: 'Linear', shape: [2, 2] },
          { type: 'LIF', shape: [2, 2] },
        ],
      },
      { type: 'Skipped', name: 'loss' },
    ],
  },
});
const saved = {
  lif1: lif({ tau_syn: [[0.02, 0.04]], threshold: [1, 2], _has_rec: true, w_rec: weights(2, 4) }),
  loss: leaves({ target: 0.5 }),
  block: { '1_LIFTorch': lif(), '0_LinearTorch': linear(2, 2) },
  enc: linear(3, 4),
};

const read = (json: unknown, architecture: Architecture = custom) => networkTreeFromRockpool(json, { architecture });
const refused = (json: unknown, architecture?: Architecture) => problems(() => read(json, architecture));
const one = (module: Architecture): Architecture => ({ type: 'Sequential', children: [module] });

describe('a module of one’s own', () => {
  it('is read into its architecture', () => {
    const { value, issues, architecture } = read(saved);
    expect(issues).toEqual([]);
    expect(architecture).toBe('described');
    expect(value).toMatchObject({
      type: 'Sequential',
      children: [
        { type: 'Linear', name: 'enc', shape: [3, 4], weight: weights(3, 4), bias: null },
        { type: 'LIF', name: 'lif1', shape: [4, 2], tau_syn: [[0.02, 0.04]], threshold: [1, 2], w_rec: weights(2, 4) },
        {
          type: 'Residual',
          name: 'block',
          children: [
            { type: 'Linear', name: '0_LinearTorch', shape: [2, 2] },
            { type: 'LIF', name: '1_LIFTorch', shape: [2, 2], tau_mem: 0.05, max_spikes_per_dt: 31 },
          ],
        },
      ],
    });
    expect(value).not.toHaveProperty('children[3]');
    expect(value).not.toHaveProperty('name');
  });

  it('need not have saved what is skipped', () => {
    const { loss: _, ...others } = saved;
    expect(read(others).value).toEqual(read(saved).value);
  });

  it('may be described by a network tree, whose values do not count', () => {
    const { value } = read(saved);
    const { loss: _, ...others } = saved;
    const next = { ...others, enc: leaves({ weight: weights(3, 4).map((row) => row.map((w) => w + 1)) }) };
    expect(read(next, value).value).toMatchObject({
      children: [{ weight: [[1, 0.875, 0.75, 0.625], {}, {}] }, {}, {}],
    });
    expect(read(others, value).value).toEqual(value);
  });

  it('is compared with the file as a whole', () => {
    const { issues } = refusal(() =>
      read({
        encoder: linear(3, 4),
        lif_1: lif(),
        block: { '0_LinearTorch': linear(3, 2), '1_LIFBitshiftTorch': lif() },
        scale: '1.0',
        loss: 'anything',
      }),
    );
    expect(issues.map(({ code, at, hint }) => [code, at.join('.'), hint])).toEqual([
      ['UNKNOWN_MODULE', 'encoder', 'add it to the architecture, as "Skipped" if inference does without'],
      ['UNKNOWN_MODULE', 'lif_1', 'is "lif1" meant?'],
      ['UNKNOWN_PARAMETER', 'scale', 'a network tree has no place for parameters outside of its modules'],
      ['MISSING_MODULE', 'enc', 'save the network with the save method of its Rockpool module'],
      ['MISSING_MODULE', 'lif1', 'is "lif_1" meant?'],
      [
        'UNKNOWN_MODULE',
        'block.1_LIFBitshiftTorch',
        'add it to the architecture, as "Skipped" if inference does without',
      ],
      [
        'WRONG_SHAPE',
        'block.0_LinearTorch.weight',
        'correct the shape in the architecture, or take the file that belongs to it',
      ],
      ['MISSING_MODULE', 'block.1_LIFTorch', 'save the network with the save method of its Rockpool module'],
    ]);
  });
});

describe('parameters', () => {
  const neurons = (changes: Partial<LifArchitecture> = {}) =>
    one({ type: 'LIF', name: 'lif', shape: [6, 3], ...changes });

  it.each<[string, Record<string, unknown>, string, string, string]>([
    ['time constants of another number of neurons', { tau_mem: [1, 2] }, 'tau_mem', '(2)', '(3)'],
    ['dashes of membranes', { dash_mem: [1, 2] }, 'dash_mem', '(2)', '(3)'],
    ['decays of membranes', { alpha: [0.5] }, 'alpha', '(1)', '(3)'],
    ['dashes of synapses', { dash_syn: [[1, 2, 3]] }, 'dash_syn', '(1, 3)', '(3, 2) or (1, 2)'],
    ['decays of synapses', { beta: [[0.5], [0.5], [0.5]] }, 'beta', '(3, 1)', '(3, 2) or (1, 2)'],
    ['one threshold in a list', { threshold: [1] }, 'threshold', '(1)', '(3)'],
    ['biases', { bias: [1, 2, 3, 4] }, 'bias', '(4)', '(3)'],
    ['synapses', { tau_syn: [[1], [2], [3]] }, 'tau_syn', '(3, 1)', '(3, 2) or (1, 2)'],
    ['recurrent weights', { w_rec: weights(6, 3) }, 'w_rec', '(6, 3)', '(3, 6)'],
    ['recurrent weights that are off', { w_rec: weights(2, 2), _has_rec: false }, 'w_rec', '(2, 2)', '(3, 6)'],
    ['no rows', { w_rec: [] }, 'w_rec', '(0, 0)', '(3, 6)'],
  ])('of another shape are refused: %s', (_, changes, key, measured, limit) => {
    const { issues } = refusal(() => read({ lif: lif(changes) }, neurons()));
    expect(issues.filter(({ severity }) => severity === 'error')).toMatchObject([
      { code: 'WRONG_SHAPE', at: ['lif', key], measured, limit },
    ]);
  });

  it.each([
    [{}],
    [{ tau_mem: [1, 2, 3], threshold: [1, 2, 3], bias: [0, 0, 1] }],
    [{ tau_syn: [[1, 2]] }],
    [
      {
        tau_syn: [
          [1, 2],
          [3, 4],
          [5, 6],
        ],
      },
    ],
    [{ w_rec: weights(3, 6), _has_rec: true }],
  ])('may be one number for all: %j', (changes) => {
    expect(read({ lif: lif(changes) }, neurons()).value).toMatchObject({ children: [{ shape: [6, 3] }] });
  });

  it('that are transposed are recognised', () => {
    const [issue] = refusal(() => read({ w: linear(4, 3) }, one({ type: 'Linear', name: 'w', shape: [3, 4] }))).issues;
    expect(issue).toMatchObject({ measured: '(4, 3)', limit: '(3, 4)', hint: expect.stringContaining('swapped') });
  });

  it('are all looked at', () => {
    const file = {
      ...lif({ tau_mem: null, threshold: 'high', _has_rec: true }),
      dt: undefined,
      tau_sin: '1',
      bias: '[NaN]',
    };
    const { dt: _, ...module } = file;
    expect(refused({ lif: module }, neurons())).toEqual([
      'UNKNOWN_PARAMETER lif.tau_sin',
      'INVALID_VALUE lif.threshold',
      'NOT_FINITE lif.bias',
      'MISSING_PARAMETER lif.dt',
      'MISSING_PARAMETER lif.tau_mem',
      'MISSING_PARAMETER lif.w_rec',
    ]);
  });

  it('that are mistyped are named', () => {
    const { tau_mem, ...others } = lif();
    const { issues } = refusal(() => read({ lif: { ...others, tau_men: tau_mem } }, neurons()));
    expect(issues).toMatchObject([
      { code: 'UNKNOWN_PARAMETER', hint: 'is "tau_mem" meant?' },
      { code: 'MISSING_PARAMETER', hint: 'is "tau_men" meant?' },
    ]);
  });

  it.each<[string, Partial<LifArchitecture>, Record<string, unknown>, string[]]>([
    ['recurrence', { has_rec: false }, { _has_rec: true, w_rec: weights(3, 6) }, ['ARCHITECTURE_DIFFERS lif._has_rec']],
    ['recurrence that is switched off', { has_rec: true }, { _has_rec: false }, ['ARCHITECTURE_DIFFERS lif._has_rec']],
    ['recurrence without a flag', { has_rec: false }, { w_rec: weights(3, 6) }, ['ARCHITECTURE_DIFFERS lif.w_rec']],
    ['no recurrent weights', { has_rec: true }, {}, ['MISSING_PARAMETER lif.w_rec']],
    ['another decay', { leak_mode: 'decays' }, {}, ['ARCHITECTURE_DIFFERS lif.leak_mode']],
    ['one synapse and a half', { shape: [3, 2] }, {}, ['SYNAPSE_COUNT lif']],
    ['no synapse', { shape: [0, 2] }, {}, ['SYNAPSE_COUNT lif']],
    ['no neuron', { shape: [0, 0] }, {}, ['SYNAPSE_COUNT lif']],
  ])('contradict the architecture: %s', (_, changes, file, expected) => {
    expect(refused({ lif: lif(file) }, neurons(changes))).toEqual(expected);
  });

  it('have the biases that the architecture says, if it says', () => {
    const biased = { w: leaves({ weight: weights(1, 2), bias: [1, 2] }) };
    const weight = (bias?: number[] | null) => one({ type: 'Linear', name: 'w', shape: [1, 2], bias });
    expect(read(biased, weight()).value).toMatchObject({ children: [{ bias: [1, 2] }] });
    expect(read({ w: linear(1, 2) }, weight()).value).toMatchObject({ children: [{ bias: null }] });
    expect(refused(biased, weight(null))).toEqual(['UNKNOWN_PARAMETER w.bias']);
    expect(refused({ w: linear(1, 2) }, weight([0, 0]))).toEqual(['MISSING_PARAMETER w.bias']);
    expect(refused({ w: leaves({ weight: weights(1, 2), bias: [1] }) }, weight())).toEqual(['WRONG_SHAPE w.bias']);
  });

  it('of synapses are read too', () => {
    const synapses = one({ type: 'ExpSyn', name: 'syn', shape: [2] });
    expect(read({ syn: leaves({ tau: [0.1, 0.2], dt: 0.01 }) }, synapses).value).toMatchObject({
      children: [{ type: 'ExpSyn', name: 'syn', shape: [2], tau: [0.1, 0.2], dt: 0.01 }],
    });
    expect(refused({ syn: leaves({ tau: [0.1], dt: 0.01 }) }, synapses)).toEqual(['WRONG_SHAPE syn.tau']);
  });
});

describe('the tree of names', () => {
  it('is that of Rockpool where the architecture has none, in any backend', () => {
    const pair: Architecture = {
      type: 'Sequential',
      children: [{ type: 'Linear', shape: [1, 2] }, { type: 'Skipped' }, { type: 'LIFBitshift', shape: [2, 2] }],
    };
    const file = { '2_LIFBitshiftTorch': lif(), '0_LinearJax': linear(1, 2), '1_UnitDropout': leaves({ p: 0.1 }) };
    expect(read(file, pair).value).toMatchObject({
      children: [
        { type: 'Linear', name: '0_LinearJax' },
        { type: 'LIFBitshift', name: '2_LIFBitshiftTorch' },
      ],
    });
    expect(refused({ '0_LinearTorch': linear(1, 2), '1_LIFBitshiftTorch': lif() }, pair)).toEqual([
      'MISSING_MODULE 2_LIFBitshiftTorch',
    ]);
  });

  it('of a SynNet is known, and may tell its neurons', () => {
    const layer = (type: 'LIF' | 'LIFBitshift'): Architecture => ({
      type: 'Sequential',
      children: [
        { type: 'Linear', name: 'out_linear', shape: [2, 2] },
        { type, name: 'out_neurons', shape: [2, 2] },
      ],
    });
    const seq = { out_neurons: lif(), out_linear: linear(2, 2) };
    expect(read({ seq }, layer('LIF')).value).toEqual(networkTreeFromRockpool({ seq }).value);
    expect(read(seq, layer('LIF')).value).toEqual(networkTreeFromRockpool({ seq }).value);
    expect(read({ seq }, layer('LIFBitshift')).value).toMatchObject({ children: [{}, { type: 'LIFBitshift' }] });
    expect(refused({ seq, noise: {} }, layer('LIF'))).toEqual(['UNKNOWN_MODULE noise']);
  });

  it('may leave out the attribute that holds the whole network', () => {
    const { value } = read(saved);
    expect(read({ net: saved }).value).toEqual(value);
    expect(refused({ net: saved, scale: '1' })).toEqual(['UNKNOWN_MODULE scale']);
    expect(refused({ net: { ...saved, lif1: null } })).toEqual(['INVALID_MODULE net.lif1']);
    const twice = refused({ net: { enc: linear(3, 4) }, other: { enc: linear(3, 4) } });
    expect(twice).toEqual(expect.arrayContaining(['UNKNOWN_MODULE net', 'UNKNOWN_MODULE other', 'MISSING_MODULE enc']));
  });

  it('may be that of one module', () => {
    const { value } = read(linear(1, 2), { type: 'Linear', shape: [1, 2] });
    expect(value).toEqual({ type: 'Linear', name: undefined, shape: [1, 2], weight: weights(1, 2), bias: null });
    expect(refused('0.5', { type: 'Linear', shape: [1, 2] })).toEqual(['INVALID_MODULE']);
  });

  it.each<[string, unknown, Architecture, string[]]>([
    ['a file that is none', [], custom, ['INVALID_MODULE']],
    ['a parameter in place of a module', { ...saved, enc: '1' }, custom, ['INVALID_MODULE enc']],
    ['a parameter in place of a block', { ...saved, block: null }, custom, ['INVALID_MODULE block']],
    [
      'an attribute of every object',
      { ...saved, enc: undefined },
      one({ type: 'Linear', name: 'toString', shape: [1, 1] }),
      [
        'UNKNOWN_MODULE lif1',
        'UNKNOWN_MODULE loss',
        'UNKNOWN_MODULE block',
        'UNKNOWN_PARAMETER enc',
        'MISSING_MODULE toString',
      ],
    ],
    [
      'two modules of one name',
      { enc: linear(1, 1) },
      { type: 'Sequential', children: [1, 2].map(() => ({ type: 'Linear', name: 'enc', shape: [1, 1] })) },
      ['DUPLICATE_NAME enc'],
    ],
    ['a stack', {}, one({ type: 'FFwdStack', children: [] }), ['UNSUPPORTED_MODULE [0]']],
    ['nothing to read', {}, { type: 'Skipped' }, ['UNSUPPORTED_MODULE']],
  ])('is refused: %s', (_, json, architecture, expected) => {
    expect(refused(json, architecture)).toEqual(expected);
  });

  it('is refused without an end in sight', () => {
    let deep: Architecture = { type: 'Linear', shape: [1, 1] };
    for (let i = 0; i < 50_000; i++) deep = one(deep);
    expect(refused({}, deep)).toEqual(['TOO_DEEP [0]']);
  });

  it('misshapen in any way is read or refused', () => {
    fc.assert(
      fc.property(misshapen(saved), (json) => {
        try {
          expect(read(json).value.type).toBe('Sequential');
        } catch (error) {
          expect(error).toMatchObject({ code: 'ROCKPOOL_INVALID' });
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is that of the tree that comes out', () => {
    const { loss: _, ...others } = saved;
    const { value } = read(saved);
    const described: NetworkTree = read(others, value).value;
    expect(described).toEqual(value);
  });
});
