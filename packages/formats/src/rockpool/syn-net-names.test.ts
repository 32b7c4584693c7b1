import { describe, expect, it } from 'vitest';
import { children, refused, shapes } from '../../test/read-rockpool.js';
import { refusal } from '../../test/refusal.js';
import { leaves, lif, linear, weights } from '../../test/rockpool-files.js';
import { networkTreeFromRockpool } from './network-tree-from-rockpool.js';

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
