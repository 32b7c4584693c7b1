import { describe, expect, it } from 'vitest';
import { issuesOf } from '../test/refusals.js';
import { Lif } from './lif.js';
import { LifBitshift } from './lif-bitshift.js';
import type { LifOptions } from './lif-options.js';

const fine = { n: 2, nin: 4, tauMem: 0.02, tauSyn: 0.01, dt: 0.001 };
const faults = (options: Partial<LifOptions>): readonly string[] => issuesOf(() => new Lif({ ...fine, ...options }));

describe('options of Lif', () => {
  it('may be one number for all, one row for all, or one each', () => {
    expect(new Lif(fine).nin).toBe(4);
    expect(new Lif({ ...fine, tauSyn: [[0.01, 0.02]] }).nout).toBe(2);
    expect(new Lif({ ...fine, tauMem: Float32Array.of(1, 2), tauSyn: [[1, 2], Float64Array.of(3, 4)] }).nout).toBe(2);
    expect(new Lif({ n: 1, tauMem: 1, tauSyn: 1 }).nin).toBe(1);
  });

  it.each<[Partial<LifOptions>, readonly string[]]>([
    [{ n: 0 }, ['VALUE_RANGE n']],
    [{ n: 1.5, nin: Number.NaN }, ['VALUE_RANGE n', 'NOT_FINITE nin']],
    [{ nin: 3 }, ['WRONG_SYNAPSES nin']],
    [{ nin: 1 }, ['WRONG_SYNAPSES nin']],
    [{ tauMem: [1, 2, 3] }, ['WRONG_SHAPE tauMem']],
    [{ tauMem: [0, -1] }, ['VALUE_RANGE tauMem[0]', 'VALUE_RANGE tauMem[1]']],
    [{ tauMem: undefined }, ['PARAMETER_MISSING tauMem']],
    [{ tauSyn: [[1, 2, 3]] }, ['WRONG_SHAPE tauSyn[0]']],
    [
      {
        tauSyn: [
          [1, 2],
          [1, 2],
          [1, 2],
        ],
      },
      ['WRONG_SHAPE tauSyn'],
    ],
    [{ tauSyn: [] }, ['WRONG_SHAPE tauSyn']],
    [{ tauSyn: [[1, 2], [Number.NaN]] }, ['NOT_FINITE tauSyn[1][0]', 'WRONG_SHAPE tauSyn[1]']],
    [{ threshold: 0 }, ['VALUE_RANGE threshold']],
    [{ threshold: [1, -1] }, ['VALUE_RANGE threshold[1]']],
    [{ bias: Number.POSITIVE_INFINITY }, ['NOT_FINITE bias']],
    [
      {
        weightsRec: [
          [1, 2],
          [3, 4],
        ],
      },
      ['WRONG_SHAPE weightsRec[0]', 'WRONG_SHAPE weightsRec[1]'],
    ],
    [{ weightsRec: { shape: [2, 4], fill: Number.NaN } }, ['NOT_FINITE weightsRec.fill']],
    [{ dt: 0 }, ['VALUE_RANGE dt']],
    [{ maxSpikesPerDt: 0 }, ['VALUE_RANGE maxSpikesPerDt']],
    [{ maxSpikesPerDt: 2.5 }, ['VALUE_RANGE maxSpikesPerDt']],
    [{ dashMem: 2 }, ['PARAMETER_UNUSED dashMem']],
    [
      { leakMode: 'decays' },
      ['PARAMETER_UNUSED tauMem', 'PARAMETER_UNUSED tauSyn', 'PARAMETER_MISSING alpha', 'PARAMETER_MISSING beta'],
    ],
    [
      { leakMode: 'decays', tauMem: undefined, tauSyn: undefined, alpha: 1.1, beta: -0.1 },
      ['VALUE_RANGE alpha', 'VALUE_RANGE beta'],
    ],
    [{ leakMode: 'bitshifts', tauMem: undefined, tauSyn: undefined, dashMem: -1, dashSyn: 0 }, ['VALUE_RANGE dashMem']],
    [
      { initialState: { vmem: [1], isyn: [[1, 2], [3]], spikes: [0, Number.NaN] } },
      ['WRONG_SHAPE initialState.vmem', 'NOT_FINITE initialState.spikes[1]', 'WRONG_SHAPE initialState.isyn'],
    ],
  ])('%j', (options, expected) => {
    expect(faults(options)).toEqual(expected);
  });

  it('are judged all at once', () => {
    expect(faults({ tauMem: -1, threshold: [1], bias: Number.NaN, dt: -1 })).toEqual([
      'VALUE_RANGE tauMem',
      'WRONG_SHAPE threshold',
      'NOT_FINITE bias',
      'VALUE_RANGE dt',
    ]);
  });

  it('may not be of another leak mode for LifBitshift, which makes its dashes itself', () => {
    expect(issuesOf(() => new LifBitshift({ n: 1, leakMode: 'bitshifts', dashMem: 1, dashSyn: 1 }))).toEqual([
      'LEAK_MODE leakMode',
    ]);
    expect(new LifBitshift({ ...fine, leakMode: 'taus' }).nin).toBe(4);
  });
});
