import { describe, expect, it } from 'vitest';
import { one, refused } from '../../test/read-rockpool.js';
import { refusal } from '../../test/refusal.js';
import { leaves, lif, linear, weights } from '../../test/rockpool-files.js';
import type { Architecture, LifArchitecture } from './architecture.js';
import { networkTreeFromRockpool } from './network-tree-from-rockpool.js';

const read = (json: unknown, architecture: Architecture) => networkTreeFromRockpool(json, { architecture });

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
