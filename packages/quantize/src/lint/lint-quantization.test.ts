import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anySpec } from '../../test/any-spec.js';
import { spec } from '../../test/linted.js';
import { quantize } from '../quantize.js';
import { lintQuantization } from './lint-quantization.js';

describe('two specifications that are not one network', () => {
  it('are refused with all differences', () => {
    const mapped = spec({ threshold: [1, 1, 1], weightsIn: [[[1], [1], [1]]] });
    const other = { ...quantize(spec()).value, chipId: 'syns-other', aliases: [[1], []] };
    expect(() => lintQuantization(mapped, other)).toThrowError(
      expect.objectContaining({
        code: 'SPEC_MISMATCH',
        who: 'syns-test',
        issues: expect.arrayContaining(
          ['chipId', 'weightsIn', 'weightsRec', 'weightsOut', 'threshold', 'dashSyn2', 'aliases'].map((field) =>
            expect.objectContaining({ code: 'SPEC_MISMATCH', severity: 'error', at: [field] }),
          ),
        ),
      }),
    );
  });

  it('are refused where one alone is none', () => {
    const mapped = spec({ threshold: [Number.NaN, 1] });
    const quantized = { ...quantize(spec()).value, dashSyn: new Int32Array(5) };
    expect(() => lintQuantization(mapped, quantized)).toThrowError(
      expect.objectContaining({
        issues: expect.arrayContaining([
          expect.objectContaining({ code: 'NOT_FINITE', at: ['mapped', 'threshold', 0] }),
          expect.objectContaining({ code: 'SPEC_SHAPE', at: ['quantized', 'dashSyn'] }),
        ]),
      }),
    );
  });

  it('limits that are none are refused, all at once', () => {
    const options = { tauError: -1, rangeBits: Number.NaN, taste: 3 };
    expect(() => lintQuantization(spec(), quantize(spec()).value, options)).toThrowError(
      expect.objectContaining({
        code: 'LINT_OPTIONS_INVALID',
        issues: [
          expect.objectContaining({ code: 'LINT_LIMIT_RANGE', at: ['tauError'] }),
          expect.objectContaining({ code: 'LINT_LIMIT_RANGE', at: ['rangeBits'] }),
          expect.objectContaining({ code: 'UNKNOWN_KEY', at: ['taste'] }),
        ],
      }),
    );
  });
});

describe('properties', () => {
  it('changes neither specification, and tells every kind at most once for each kind of neuron', () => {
    fc.assert(
      fc.property(anySpec(), fc.constantFrom('global', 'channel'), (mapped, method) => {
        const quantized = quantize(mapped, { method }).value;
        const before = JSON.stringify([mapped, quantized]);
        const { issues, hidden, outputs } = lintQuantization(mapped, quantized);
        expect(JSON.stringify([mapped, quantized])).toBe(before);
        const places = issues.map(({ code, at }) => `${code} ${String(at[0])}`);
        expect(new Set(places).size).toBe(places.length);
        expect(issues.every(({ severity, hint }) => severity === 'warning' && hint !== undefined)).toBe(true);
        for (const lint of [hidden, outputs]) {
          const { count, ...columns } = lint;
          for (const column of Object.values(columns)) expect(column).toHaveLength(count);
          lint.weightsLost.forEach((lost, n) => {
            expect(lost).toBeLessThanOrEqual(lint.weights[n] as number);
          });
        }
      }),
    );
  });

  it('a larger network word changes no error', () => {
    fc.assert(
      fc.property(anySpec({ biases: false }), (mapped) => {
        const exactly = lintQuantization(mapped, quantize(mapped, { bitsPerWeight: 24, bitsPerThreshold: 31 }).value);
        for (const error of exactly.hidden.weightError) if (!Number.isNaN(error)) expect(error).toBeLessThan(0.1);
      }),
    );
  });
});
