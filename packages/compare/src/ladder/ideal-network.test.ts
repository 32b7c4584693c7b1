import { integerSpec, type MappedSpec } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { BROKEN_NETWORKS } from '../../test/broken-networks.js';
import { runBroken } from '../../test/run-broken.js';
import { APPROXIMATIONS, type Approximation } from './explanation.js';
import { idealNetwork } from './ideal-network.js';
import { leakOf } from './ideal-neurons.js';
import { clamp, wrap } from './words.js';

const { mapped: plain, quantized: integers } = runBroken(BROKEN_NETWORKS[0]!);
const mapped: MappedSpec = {
  ...plain,
  dashMem: plain.dashMem.map(() => 2.4),
  bias: plain.bias.map(() => 0.25),
  biasOut: plain.biasOut.map(() => 0.25),
};
const quantized = {
  ...integers,
  dashMem: integers.dashMem.map(() => 2),
  bias: integers.bias.map(() => 32),
  weightShiftIn: 9,
};
const network = (approximations: readonly Approximation[], rule: 'v1' | 'v2' = 'v2') =>
  idealNetwork({ mapped, quantized }, approximations, rule);

describe('idealNetwork', () => {
  it('takes real numbers as they are, integers with their shifts, or real numbers on the scale of the integers', () => {
    expect(network([])).toMatchObject({
      hidden: { threshold: mapped.threshold },
      input: { amount: Float64Array.of(1) },
    });
    const rounded = network(['scaling', 'weightRounding']);
    expect(rounded.hidden.threshold).toEqual(Float64Array.from(quantized.threshold));
    expect(rounded.input.amount).toEqual(Float64Array.of(127 * 512));
    const unshifted = { mapped, quantized: { ...quantized, weightShiftIn: 0 } };
    const scaled = idealNetwork(unshifted, ['truncation'], 'v2');
    expect(scaled.hidden.threshold[0]).toBeCloseTo(quantized.threshold[0]!, 9);
    expect(scaled.input.amount[0]).toBeCloseTo(57 / 0.45, 9);
  });

  it('wraps shifted weights only where words end', () => {
    expect(network(['scaling', 'weightRounding', 'saturation']).input.amount).toEqual(
      Float64Array.of(127 * 512 - 65536),
    );
  });

  it('has the leak of the time constants, or of the dashes', () => {
    const kept = (...approximations: readonly Approximation[]) => network(approximations).hidden.memLeak.kept[0];
    expect(kept()).toBe(Math.exp(-(2 ** -2.4)));
    expect(kept('dashRounding')).toBe(0.75);
  });

  it('loses biases under update rule v1 with the integers', () => {
    const bias = (approximations: readonly Approximation[], rule: 'v1' | 'v2') =>
      network(approximations, rule).hidden.bias[0];
    expect([bias([], 'v1'), bias(APPROXIMATIONS, 'v1'), bias([], 'v2'), bias(APPROXIMATIONS, 'v2')]).toEqual([
      0.25, 0, 0.25, 32,
    ]);
  });

  it('caps input and spikes', () => {
    const most = ({ input, hidden, outputs }: ReturnType<typeof network>) => [
      input.most,
      hidden.most[0],
      outputs.most[0],
    ];
    expect(most(network(['spikeCap']))).toEqual([15, 31, 1]);
    expect(most(network([]))).toEqual([255, 65536, 65536]);
  });

  it('leaves out connections of weight 0', () => {
    const silent = { ...plain, weightsIn: { ...plain.weightsIn, data: plain.weightsIn.data.map(() => 0) } };
    const { input } = idealNetwork(
      { mapped: silent, quantized: integerSpec({ ...silent, ...integersOf(silent) }) },
      [],
      'v2',
    );
    expect(input).toMatchObject({ sources: 1, first: Int32Array.of(0, 0), amount: new Float64Array(0) });
  });
});

/** The fields that are no integers yet. */
const integersOf = (spec: MappedSpec) => ({
  threshold: spec.threshold.map(Math.round),
  thresholdOut: spec.thresholdOut.map(Math.round),
  dashMem: spec.dashMem.map(Math.round),
  dashSyn: spec.dashSyn.map(Math.round),
  dashMemOut: spec.dashMemOut.map(Math.round),
  dashSynOut: spec.dashSynOut.map(Math.round),
});

describe('leakOf', () => {
  it('loses what it does not keep', () => {
    for (const asShift of [true, false]) {
      const { kept, lost } = leakOf([[0, 1, 2.5], [15]], asShift);
      for (const [i, factor] of kept.entries()) expect(factor + (lost[i] as number)).toBeCloseTo(1, 15);
      expect(kept).toHaveLength(4);
    }
  });

  it('is a shift exactly', () => {
    expect(leakOf([[0, 1, 15]], true)).toEqual({
      kept: Float64Array.of(0, 0.5, 32767 / 32768),
      lost: Float64Array.of(1, 0.5, 1 / 32768),
    });
  });
});

describe('words of 16 bits', () => {
  it('clamp', () => {
    expect([-40000, -32768.5, -32768, 1.5, 32767, 32767.5, 1e9].map(clamp)).toEqual([
      -32768, -32768, -32768, 1.5, 32767, 32767, 32767,
    ]);
  });

  it('wrap', () => {
    expect([-32769, -32768, -0.5, 32767, 32768, 65536, 98304.5].map(wrap)).toEqual([
      32767, -32768, -0.5, 32767, -32768, 0, -32767.5,
    ]);
  });
});
