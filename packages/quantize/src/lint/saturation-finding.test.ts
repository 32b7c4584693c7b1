import type { MappedSpec } from '@xylopipe/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exact, issueOf, lintOf, spec } from '../../test/linted.js';
import { quantize } from '../quantize.js';
import { lintQuantization, type QuantizationLint } from './lint-quantization.js';

describe('lintQuantization of saturation', () => {
  const strong = (weight: number, dashMem: number, dashSyn: number): QuantizationLint => {
    const mapped = exact(spec({ weightsIn: [[[1], [-1]]], threshold: [100, 100] }));
    return lintOf(mapped, {
      weightsIn: { shape: [1, 2, 1], data: Int32Array.of(weight, -weight) },
      dashMem: Int32Array.of(dashMem, dashMem),
      dashSyn: Int32Array.of(dashSyn, dashSyn),
      threshold: Int32Array.of(100, 100),
    });
  };

  it('has the worst synapse and membrane over 16 bits', () => {
    const { hidden } = strong(100, 2, 3);
    expect(hidden.isynWorst[0]).toBe((100 * 15 * 8) / 32767);
    expect(hidden.vmemWorst[0]).toBe((100 * 15 * 7 * 4) / 32767);
    expect(hidden.steady[0]).toBe((100 * 7 * 4) / 32767);
    expect([hidden.isynWorst[1], hidden.vmemWorst[1]]).toEqual([hidden.isynWorst[0], hidden.vmemWorst[0]]);
  });

  it.each([
    [10, 2, 3, 0],
    [100, 2, 3, 1],
    [100, 6, 3, 2],
  ])('weights of %d with dashes %d and %d: risk %d', (weight, dashMem, dashSyn, risk) => {
    const lint = strong(weight, dashMem, dashSyn);
    expect(lint.hidden.saturationRisk).toEqual(Uint8Array.of(risk, risk));
    expect(issueOf(lint, 'SATURATION_RISK')).toHaveLength(risk === 2 ? 1 : 0);
  });

  it('adds both synapses, and the bias', () => {
    const two = exact(
      spec({
        weightsIn: [
          [
            [1, 1],
            [1, 0],
          ],
        ],
        bias: [1, 0],
      }),
    );
    const { hidden } = lintOf(two, {
      dashSyn: Int32Array.of(1, 1),
      dashSyn2: Int32Array.of(2, 0),
      dashMem: Int32Array.of(3, 3),
    });
    expect(hidden.vmemWorst[0]).toBe(((127 * 15 * 1 + 127 * 15 * 3 + 127) * 8) / 32767);
  });

  /** Neuron 1 has a twentieth of the weights of neuron 0. */
  const uneven = (dashMem: number): MappedSpec => {
    const weightsIn = Array.from({ length: 8 }, () => [[-1], [-0.05]]);
    return exact({ ...spec({ weightsIn, dashMem: [1, dashMem] }), dashSyn: Float64Array.of(1, 5) });
  };

  it('names the cap that avoids it', () => {
    const channel = lintQuantization(uneven(3), quantize(uneven(3), { method: 'channel' }).value);
    const [issue, ...more] = issueOf(channel, 'SATURATION_RISK');
    expect([issue, more]).toMatchObject([{ at: ['hidden', 1], measured: 7.69, limit: 1 }, []]);
    expect(issue?.message).toContain('factors are up to 20 times the smallest, thresholds up to 2540');
    const [cap] = /(?<=scaleCap of about )[\d.]+(?=,)/.exec(issue?.hint ?? '') ?? [];
    expect(Number(cap)).toBeGreaterThan(2.4);
    const capped = quantize(uneven(3), { method: 'channel', scaleCap: Number(cap) }).value;
    expect(lintQuantization(uneven(3), capped).hidden.steady[1]).toBeLessThanOrEqual(1);
  });

  it('names caps that keep what they promise, with biases and however weights are rounded', () => {
    const part = fc.double({ min: -0.4, max: 1, noNaN: true });
    const neuron = fc.record({
      size: fc.double({ min: 0.01, max: 0.2, noNaN: true }),
      weights: fc.tuple(part, part, part),
      bias: fc.double({ min: -0.5, max: 0.5, noNaN: true }),
      dash: fc.integer({ min: 3, max: 5 }),
    });
    let named = 0;
    fc.assert(
      fc.property(fc.array(neuron, { minLength: 1, maxLength: 4 }), fc.boolean(), (faint, biased) => {
        const neurons = [{ size: 1, weights: [1, 0.5, -0.3], bias: 0.2, dash: 1 }, ...faint];
        const mapped = exact({
          ...spec({
            weightsIn: [0, 1, 2].map((i) => neurons.map(({ size, weights }) => [size * (weights[i] as number)])),
            threshold: neurons.map(() => 0.5),
            bias: neurons.map(({ bias }) => (biased ? bias : 0)),
            dashMem: neurons.map(({ dash }) => dash),
          }),
          dashSyn: Float64Array.from(neurons, ({ dash }) => dash),
        });
        const lintWith = (scaleCap?: number) =>
          lintQuantization(mapped, quantize(mapped, { method: 'channel', scaleCap }).value);
        const hint = issueOf(lintWith(), 'SATURATION_RISK').find(({ at }) => at[0] === 'hidden')?.hint;
        const [cap] = /(?<=scaleCap of about )[\d.]+(?=,)/.exec(hint ?? '') ?? [];
        if (cap === undefined) return;
        named++;
        expect(Math.max(...lintWith(Number(cap)).hidden.steady)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 800 },
    );
    expect(named).toBeGreaterThan(0);
  });

  it('names none where the method global does not avoid it either, but that it is better', () => {
    const hints = (['global', 'channel'] as const).map((method) => {
      const [issue] = issueOf(lintQuantization(uneven(6), quantize(uneven(6), { method }).value), 'SATURATION_RISK');
      return issue?.hint;
    });
    for (const hint of hints) expect(hint).toMatch(/bitsPerWeight/);
    expect(hints.map((hint) => hint?.includes('method "global"'))).toEqual([false, true]);
    expect(hints.join()).not.toContain('scaleCap');
  });
});
