import { describe, expect, it } from 'vitest';
import { codesOf, exact, issueOf, lintOf, spec } from '../../test/linted.js';
import { quantize } from '../quantize.js';
import { lintQuantization } from './lint-quantization.js';

describe('lintQuantization of biases', () => {
  const biased = (...bias: readonly number[]) => exact(spec({ weightsIn: [[[1], [1]]], threshold: [0.3, 0.3], bias }));

  it('finds biases that became 0, of which a neuron may have lived', () => {
    expect(issueOf(lintOf(biased(0.0038, -0.002)), 'BIAS_LOST')).toMatchObject([
      { severity: 'warning', at: ['bias', 0], message: '2 biases of hidden neurons 0-1 became 0' },
    ]);
    expect(issueOf(lintOf(biased(0.0038, 0)), 'BIAS_LOST')[0]?.message).toBe('1 bias of hidden neuron 0 became 0');
    expect(codesOf(lintOf(biased(0.004, 0)))).not.toContain('BIAS_LOST');
  });

  it('finds biases out of proportion to the weights, from a limit on', () => {
    const mapped = biased(0.0045, 0.5);
    const { value } = quantize(mapped);
    expect(value.bias).toEqual(Int32Array.of(1, 64));
    expect(issueOf(lintQuantization(mapped, value), 'BIAS_ERROR')).toMatchObject([
      { at: ['bias', 0], measured: 74.98, limit: 25 },
    ]);
    expect(codesOf(lintQuantization(mapped, value, { biasError: 80 }))).not.toContain('BIAS_ERROR');
  });

  it('reads the factor off the bias where there are no weights', () => {
    const mapped = exact(spec({ weightsIn: [[[1], [0]]], threshold: [0.5, 0.5], bias: [0, 0.25] }));
    const { hidden } = lintOf(mapped);
    expect(hidden.factor[1]).toBe(32 / 0.25);
    expect(hidden.thresholdError[1]).toBe(0);
    const lost = lintQuantization(mapped, quantize(mapped, { method: 'channel' }).value);
    expect([lost.hidden.factor[1], issueOf(lost, 'BIAS_LOST')]).toMatchObject([Number.NaN, [{ at: ['bias', 1] }]]);
  });
});
