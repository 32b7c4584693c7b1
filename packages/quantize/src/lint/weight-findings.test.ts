import { describe, expect, it } from 'vitest';
import { codesOf, exact, issueOf, lintOf, spec } from '../../test/linted.js';
import { quantize } from '../quantize.js';
import { lintQuantization } from './lint-quantization.js';

describe('lintQuantization of weights', () => {
  const faint = exact(
    spec({
      weightsIn: [
        [[1], [0.001]],
        [[0.5], [0.002]],
        [[0.25], [1]],
      ],
      threshold: [1, 1],
    }),
  );

  it('counts weights that became 0, per neuron and in all', () => {
    const lint = lintOf(faint);
    expect(lint.hidden).toMatchObject({
      weights: Uint32Array.of(3, 3),
      weightsLost: Uint32Array.of(0, 2),
      sources: Uint32Array.of(3, 3),
      sourcesLost: Uint32Array.of(0, 2),
      dead: Uint8Array.of(0, 0),
    });
    expect(issueOf(lint, 'WEIGHTS_LOST')).toMatchObject([
      {
        severity: 'warning',
        at: ['hidden', 1],
        measured: 66.67,
        limit: 25,
        message: "2 of 3 weights into hidden neuron 1 became 0, up to 66.7 % of one neuron's",
        hint: expect.stringContaining('channel'),
      },
    ]);
    expect(codesOf(lintQuantization(faint, quantize(faint).value, { weightsLost: 67 }))).not.toContain('WEIGHTS_LOST');
  });

  it('counts integers in words', () => {
    const few = (weight: number) => {
      const mapped = exact(
        spec({
          weightsIn: [
            [[1], [weight]],
            [[0], [0.02]],
          ],
          threshold: [1, 1],
        }),
      );
      return issueOf(lintOf(mapped), 'FEW_BITS')[0]?.message;
    };
    expect(few(0.02)).toMatch(/down to 1 different integer$/);
    expect(few(0.03)).toMatch(/down to 2 different integers$/);
  });

  it('tells synapses apart from sources: one of two weights may go', () => {
    const two = exact(
      spec({
        weightsIn: [
          [
            [1, 0.001],
            [0.001, 0.002],
          ],
          [
            [1, 1],
            [1, 1],
          ],
        ],
      }),
    );
    const lint = lintOf(two);
    expect(lint.hidden).toMatchObject({
      weightsLost: Uint32Array.of(1, 2),
      sources: Uint32Array.of(2, 2),
      sourcesLost: Uint32Array.of(0, 1),
    });
    expect(issueOf(lint, 'SYNAPSES_DEAD')).toMatchObject([{ at: ['hidden', 1], measured: 50, limit: 25 }]);
    expect(codesOf(lintOf(faint))).not.toContain('SYNAPSES_DEAD');
  });

  it('reads factors, bits and errors off the weights, whoever made them', () => {
    const mapped = exact(
      spec({
        weightsIn: [
          [[1], [3]],
          [[-2], [4]],
        ],
        weightsOut: [[1], [1]],
      }),
    );
    const weightsIn = { shape: [2, 2, 1], data: Int32Array.of(10, 30, -20, 50) };
    const { hidden } = lintOf(mapped, { weightsIn, threshold: Int32Array.of(10, 12) });
    expect(hidden.factor[0]).toBeCloseTo(10, 12);
    expect(hidden.factor[1]).toBeCloseTo((3 * 30 + 4 * 50) / 25, 12);
    expect(hidden.rangeBits[0]).toBeCloseTo(1 + Math.log2(21), 12);
    expect([...hidden.levelBits]).toEqual([1, 1]);
    expect(hidden.weightError[0]).toBeCloseTo(0, 6);
    const factor = 290 / 25;
    const off = Math.hypot(30 - 3 * factor, 50 - 4 * factor) / Math.hypot(3 * factor, 4 * factor);
    expect(hidden.weightError[1]).toBeCloseTo(100 * off, 9);
    expect(hidden.thresholdError[0]).toBeCloseTo(0, 12);
    expect(hidden.thresholdError[1]).toBeCloseTo(100 * (12 / factor - 1), 9);
  });

  it('has nothing to measure where there are no weights', () => {
    const { hidden } = lintOf(spec({ weightsIn: [[[1], [0]]] }));
    expect([hidden.factor[1], hidden.weightError[1], hidden.thresholdError[1]]).toEqual([NaN, NaN, NaN]);
    expect([hidden.rangeBits[1], hidden.levelBits[1], hidden.weights[1], hidden.dead[1]]).toEqual([0, 0, 0, 0]);
  });

  it('finds few bits and large errors, and says what gives more', () => {
    const mapped = exact(
      spec({
        weightsIn: [
          [[1], [0.0197]],
          [[-1], [0.0118]],
          [[0.5], [0.031]],
        ],
        threshold: [1, 0.1],
      }),
    );
    const lint = lintOf(mapped);
    expect([...lint.hidden.rangeBits]).toEqual([8, 1 + Math.log2(5)]);
    expect(issueOf(lint, 'FEW_BITS')).toMatchObject([{ at: ['hidden', 1], limit: 4, measured: 3.322 }]);
    expect(issueOf(lint, 'WEIGHT_ERROR')).toMatchObject([{ at: ['hidden', 1], limit: 10 }]);
    const channel = lintQuantization(mapped, quantize(mapped, { method: 'channel' }).value);
    expect([...channel.hidden.rangeBits]).toEqual([8, 8]);
    expect(codesOf(channel)).toEqual([]);
  });

  it('counts shifts in', () => {
    const shifted = { ...exact(spec()), weightShiftIn: 3 };
    const [plain, lint] = [lintOf(exact(spec())), lintOf(shifted)];
    expect(lint.hidden.factor).toEqual(plain.hidden.factor);
    expect(lint.hidden.isynWorst[0]).toBe(8 * (plain.hidden.isynWorst[0] as number));
  });
});

describe('lintQuantization of neurons', () => {
  const tiny = { weightsIn: [[[1], [0.001]]], weightsOut: [[1], [1]] };

  it('finds neurons that nothing reaches any more', () => {
    const lint = lintOf(exact(spec(tiny)));
    expect(lint.hidden.dead).toEqual(Uint8Array.of(0, 1));
    expect(issueOf(lint, 'NEURON_DEAD')).toMatchObject([
      {
        at: ['hidden', 1],
        message: 'all weights into hidden neuron 1 became 0, and there is no bias or alias: a spike is impossible',
      },
    ]);
    expect(codesOf(lint)).not.toContain('THRESHOLD_UNREACHABLE');
  });

  it('does not call dead what a bias, an alias or a threshold of 0 makes spike', () => {
    const mapped = exact(spec(tiny));
    expect(lintOf(exact(spec({ ...tiny, bias: [0, 0.5] }))).hidden.dead).toEqual(Uint8Array.of(0, 0));
    expect(lintOf(exact(spec({ ...tiny, bias: [0, -0.5] }))).hidden.dead).toEqual(Uint8Array.of(0, 1));
    expect(lintOf({ ...mapped, aliases: [[1], []] }).hidden.dead).toEqual(Uint8Array.of(0, 0));
    expect(lintOf(mapped, { threshold: Int32Array.of(127, 0) }).hidden.dead).toEqual(Uint8Array.of(0, 0));
  });

  it('finds dead outputs, and hidden neurons that lead nowhere any more', () => {
    const mapped = exact(
      spec({
        weightsIn: [[[1], [1]]],
        weightsOut: [
          [1, 0],
          [0.001, 0.001],
        ],
        thresholdOut: [1, 1],
      }),
    );
    const lint = lintOf(mapped);
    expect([lint.hidden.cutOff, lint.outputs.dead]).toEqual([Uint8Array.of(0, 1), Uint8Array.of(0, 1)]);
    expect(issueOf(lint, 'NEURON_CUT_OFF')).toMatchObject([{ at: ['hidden', 1] }]);
    expect(issueOf(lint, 'NEURON_DEAD')).toMatchObject([{ at: ['outputs', 1] }]);
    const weightsRec = { shape: [2, 2, 1], data: Float64Array.of(0, 0, 1, 0) };
    expect(lintOf({ ...mapped, weightsRec }).hidden.cutOff).toEqual(Uint8Array.of(0, 0));
    expect(lintOf({ ...mapped, aliases: [[], [0]] }).hidden.cutOff).toEqual(Uint8Array.of(0, 0));
  });

  it('has one issue for many neurons, at the worst', () => {
    const many = Array.from({ length: 20 }, (_, n) => [n % 5 === 4 ? 1 : 0.001]);
    const lint = lintOf(exact(spec({ weightsIn: [many], threshold: many.map(() => 1) })));
    const [dead, ...more] = issueOf(lint, 'NEURON_DEAD');
    expect(dead?.message).toContain('hidden neurons 0-3, 5-8, 10-13, 15-18 ');
    expect(more).toEqual([]);
  });
});
