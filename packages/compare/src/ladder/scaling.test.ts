import { quantize } from '@xylopipe/quantize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BROKEN_NETWORKS } from '../../test/broken-networks.js';
import { randomRuns } from '../../test/random-runs.js';
import { runBroken } from '../../test/run-broken.js';
import { scalingOf } from './scaling.js';

const { mapped } = runBroken(BROKEN_NETWORKS.find(({ cause }) => cause === 'weightRounding')!);

describe('scalingOf', () => {
  it('is nothing where everything is only rounded, whatever the method', () => {
    fc.assert(
      fc.property(randomRuns({ bias: true }), fc.constantFrom('global', 'channel'), ({ mapped }, method) => {
        const { value: quantized } = quantize(mapped, { method });
        const { scaled, unscaled } = scalingOf(mapped, quantized);
        expect(scaled).toEqual(mapped);
        expect(Array.from(unscaled.threshold)).toEqual(Array.from(quantized.threshold));
        expect(Array.from(unscaled.weightsIn.data)).toEqual(Array.from(quantized.weightsIn.data));
      }),
      { numRuns: 100 },
    );
  });

  it('is what thresholds are multiplied with, of hidden neurons and of outputs', () => {
    const { value } = quantize(mapped, { thresholdScale: 2, thresholdScaleOut: 0.5 });
    const { value: plain } = quantize(mapped);
    const { scaled, unscaled } = scalingOf(mapped, value);
    expect(scaled.threshold[0]! / mapped.threshold[0]!).toBeCloseTo(2, 1);
    expect(scaled.thresholdOut[0]! / mapped.thresholdOut[0]!).toBeCloseTo(0.5, 1);
    expect([scaled.weightsIn, unscaled.weightsIn.data]).toEqual([
      mapped.weightsIn,
      Float64Array.from(plain.weightsIn.data),
    ]);
    expect(Array.from(unscaled.threshold)).toEqual(Array.from(plain.threshold));
    expect(Array.from(unscaled.thresholdOut)).toEqual(Array.from(plain.thresholdOut));
  });

  it('is the clipping of weights, and no more of the others than rounding', () => {
    const clipping = BROKEN_NETWORKS.find(({ scales }) => scales?.clipPercentile !== undefined)!;
    const specs = runBroken(clipping);
    const { scaled, unscaled } = scalingOf(specs.mapped, specs.quantized);
    expect(Array.from(scaled.weightsIn.data)).toEqual([1, 1, 1, 1, expect.closeTo(1, 1)]);
    expect(Array.from(unscaled.weightsIn.data)).toEqual([127, 127, 127, 127, expect.closeTo(508, -1)]);
    expect(scaled.threshold).toEqual(specs.mapped.threshold);
  });
});
