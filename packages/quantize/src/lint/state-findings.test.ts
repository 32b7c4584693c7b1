import { describe, expect, it } from 'vitest';
import { codesOf, exact, issueOf, lintOf, spec } from '../../test/linted.js';
import { quantize } from '../quantize.js';
import { lintQuantization } from './lint-quantization.js';

describe('lintQuantization of thresholds', () => {
  it('finds thresholds at the end of their word', () => {
    const lint = lintOf(exact(spec({ weightsIn: [[[127], [127]]], threshold: [65534, -1] })));
    expect(issueOf(lint, 'THRESHOLD_LIMITED')).toMatchObject([{ at: ['threshold', 0], measured: 32767, limit: 32767 }]);
    const narrow = quantize(exact(spec()), { bitsPerThreshold: 7 }).value;
    expect(codesOf(lintQuantization(exact(spec()), narrow, { maxThreshold: 63 }))).toContain('THRESHOLD_LIMITED');
  });

  it('finds thresholds that became 0, and those out of proportion', () => {
    const mapped = exact(spec({ weightsIn: [[[1], [1]]], threshold: [0.001, 1] }));
    const lint = lintOf(mapped);
    expect(issueOf(lint, 'THRESHOLD_ZERO')).toMatchObject([{ at: ['threshold', 0], measured: 0, limit: 1 }]);
    expect(codesOf(lint)).not.toContain('THRESHOLD_SHIFTED');
    const scaled = lintQuantization(mapped, quantize(mapped, { thresholdScale: 0.5 }).value);
    expect(issueOf(scaled, 'THRESHOLD_SHIFTED')).toMatchObject([
      { at: ['threshold', 1], measured: -49.61, limit: 10 },
      { at: ['thresholdOut', 0] },
    ]);
  });

  it('says of a threshold that became 0 whether there was a weight to scale it by', () => {
    const hintOf = (weight: number): string | undefined => {
      const mapped = exact(spec({ weightsIn: [[[weight], [1]]], threshold: [0.001, 1] }));
      return issueOf(lintQuantization(mapped, quantize(mapped, { method: 'channel' }).value), 'THRESHOLD_ZERO')[0]
        ?.hint;
    };
    expect(hintOf(1)).toContain('clipPercentile');
    expect(hintOf(0)).toContain('method "layer" or "global"');
  });

  it('tolerates a threshold that is off by no more than its weights are', () => {
    const weightsIn = [
      [[1], [0.004]],
      [[0], [0.012]],
    ];
    const mapped = exact(spec({ weightsIn, threshold: [1, 0.0128] }));
    const { hidden, issues } = lintOf(mapped);
    expect(Math.abs(hidden.thresholdError[1] as number)).toBeGreaterThan(10);
    expect(Math.abs(hidden.thresholdError[1] as number)).toBeLessThan(hidden.weightError[1] as number);
    expect(issues.filter(({ code }) => code === 'THRESHOLD_SHIFTED')).toEqual([]);
  });

  it('finds thresholds out of reach: 15 spikes of 1, twice kept by half, do not give 127', () => {
    const mapped = exact(spec({ dashMem: [1, 1], weightsIn: [[[1], [-1]]], threshold: [1, 1] }));
    const change = {
      dashSyn: Int32Array.of(1, 1),
      weightsIn: { shape: [1, 2, 1], data: Int32Array.of(1, -1) },
      threshold: Int32Array.of(31, 1),
    };
    const lint = lintOf(mapped, change);
    expect(lint.hidden.reach).toEqual(Int32Array.of(30, 0));
    expect(issueOf(lint, 'THRESHOLD_UNREACHABLE')).toMatchObject([
      { at: ['threshold', 0], measured: 31, limit: 30, message: expect.stringContaining('hidden neurons 0-1') },
    ]);
    expect(
      issueOf(lintOf({ ...mapped, aliases: [[], [0]] }, { ...change, aliases: [[], [0]] }), 'THRESHOLD_UNREACHABLE'),
    ).toMatchObject([{ at: ['threshold', 1] }]);
  });
});

describe('the reach of a membrane', () => {
  const mapped = exact(spec({ dashMem: [1, 1], weightsIn: [[[1], [1]]], threshold: [1, 1] }));
  const change = { dashSyn: Int32Array.of(1, 1) };

  it('has no bound where a threshold is not above rest: each spike raises it', () => {
    expect(lintOf(mapped, { ...change, threshold: Int32Array.of(0, -5) }).hidden.reach).toEqual(
      Int32Array.of(32767, 32767),
    );
  });

  it('is that of weights which wrap when they are shifted', () => {
    const shifted = { ...mapped, weightShiftIn: 9 };
    const weightsIn = { shape: [1, 2, 1], data: Int32Array.of(127, 32) };
    const { reach } = lintOf(shifted, { ...change, weightsIn }).hidden;
    // 127 << 9 is -512 in 16 bits, and 32 << 9 is 16384.
    expect(reach).toEqual(Int32Array.of(0, 32767));
  });
});

describe('lintQuantization of dashes', () => {
  it('has the errors of time constants and decays, of whole dashes too', () => {
    const { hidden, outputs } = lintOf(spec({ dashMem: [1, 3.4] }));
    expect(hidden.tauMemError[0]).toBeCloseTo(100 * (1 / Math.LN2 / 2 - 1), 3);
    expect(hidden.tauMemError[1]).toBeCloseTo(100 * (7.488876 / 2 ** 3.4 - 1), 3);
    expect(hidden.decayMemError[0]).toBeCloseTo(100 * (0.5 / Math.exp(-0.5) - 1), 9);
    expect(hidden.decaySynError[0]).toBeCloseTo(100 * (0.75 / Math.exp(-0.25) - 1), 9);
    expect([...hidden.tauSyn2Error]).toEqual([Number.NaN, Number.NaN]);
    expect(outputs.tauMemError[0]).toBeCloseTo(100 * (15.494625 / 16 - 1), 3);
  });

  it('warns at the worst, and says whether another rounding is nearer', () => {
    const lint = lintOf(spec({ dashMem: [1.2, 3] }));
    expect(issueOf(lint, 'DASH_ROUNDED')).toMatchObject([
      { at: ['dashMem', 0], measured: -37.2, limit: 30, hint: 'try dashRounding "decay"' },
    ]);
    expect(issueOf(lintOf(spec({ dashMem: [1.05, 3] })), 'DASH_ROUNDED')).toMatchObject([
      { at: ['dashMem', 0], hint: expect.stringContaining('no whole dash') },
    ]);
    const decay = lintQuantization(spec(), quantize(spec(), { dashRounding: 'decay' }).value);
    expect(decay.hidden.tauMemError[0]).toBeCloseTo(100 * (7.488876 / 8 - 1), 3);
    expect(codesOf(lintOf(exact(spec({ dashMem: [1, 15] }))))).not.toContain('DASH_ROUNDED');
  });

  it('knows a second synapse that there is not', () => {
    const two = spec({
      weightsIn: [
        [
          [1, 1],
          [1, 0],
        ],
      ],
    });
    const { hidden } = lintOf({ ...two, dashSyn2: Float64Array.of(2, 0) });
    expect(hidden.tauSyn2Error[0]).toBeCloseTo(100 * (3.476059 / 4 - 1), 3);
    expect([hidden.tauSyn2Error[1], hidden.decaySyn2Error[1]]).toEqual([Number.NaN, Number.NaN]);
  });
});
