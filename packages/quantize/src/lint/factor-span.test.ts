import { describe, expect, it } from 'vitest';
import { issueOf, spec } from '../../test/linted.js';
import type { QuantizeOptions } from '../options.js';
import { quantize } from '../quantize.js';
import { factorSpan } from './factor-span.js';
import { lintQuantization } from './lint-quantization.js';
import { neuronPairs } from './neuron-pairs.js';

/** A neuron whose weights are most of a word, and one whose only weight becomes 1 where 0.57 is wanted. */
const faint = spec({
  weightsIn: [
    [[1], [0.0045]],
    [[0.4], [0]],
  ],
  threshold: [1, 0.01],
});
const spanOf = (options: QuantizeOptions, mapped = faint) =>
  factorSpan(neuronPairs(mapped, quantize(mapped, options).value).hidden);

describe('factorSpan', () => {
  it('has bounds that rounding leaves', () => {
    const { lower, upper } = spanOf({});
    expect([...lower, ...upper]).toEqual([126.5, 0.5 / 0.0045, 127.5, 1.5 / 0.0045]);
  });

  it('knows one factor of all from several', () => {
    expect(spanOf({}).shared).toBe(true);
    expect(spanOf({ method: 'channel' }).shared).toBe(false);
    const close = spec({ weightsIn: [[[1], [0.8]]] });
    expect([spanOf({}, close).shared, spanOf({ method: 'channel' }, close).shared]).toEqual([true, false]);
  });

  it('does not take clipped weights for factors', () => {
    const clipped = spec({
      weightsIn: [
        [[1], [0.2]],
        [[0.1], [0.15]],
        [[0.12], [0.1]],
      ],
    });
    expect(spanOf({ clipPercentile: 80 }, clipped).shared).toBe(true);
    expect(spanOf({ method: 'channel', clipPercentile: 60 }, clipped).shared).toBe(false);
  });

  it('makes hints that can be followed: no scaleCap without a method that has one', () => {
    for (const [method, hint] of [
      ['global', /^try method "layer" or "channel"/],
      ['channel', /^try a larger scaleCap/],
    ] as const) {
      const mapped =
        method === 'global'
          ? faint
          : spec({
              weightsIn: [
                [[1], [0.5]],
                [[0.001], [0.001]],
              ],
            });
      const found = issueOf(lintQuantization(mapped, quantize(mapped, { method }).value), 'WEIGHTS_LOST');
      const few = issueOf(lintQuantization(mapped, quantize(mapped, { method }).value), 'FEW_BITS');
      expect([...found, ...few][0]?.hint).toMatch(hint);
    }
  });
});
