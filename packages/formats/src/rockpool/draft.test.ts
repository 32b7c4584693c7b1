import type { ChainTree } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { children, refused } from '../../test/read-rockpool.js';
import { leaves, lif, linear, weights } from '../../test/rockpool-files.js';
import { networkTreeFromRockpool } from './network-tree-from-rockpool.js';

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
