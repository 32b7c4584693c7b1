import { describe, expect, it } from 'vitest';
import { smallSpec } from '../test/small-spec.js';
import { inputIssues, resultIssues } from './checks.js';
import { settle } from './options.js';

describe('inputIssues', () => {
  it('has nothing to say about numbers', () => {
    expect(inputIssues(smallSpec())).toEqual([]);
  });

  it('names the field and the index of everything that is not finite, at once', () => {
    const spec = smallSpec({
      weightsIn: [
        [
          [1, 2],
          [3, Number.NaN],
        ],
      ],
      weightsOut: [[Number.NEGATIVE_INFINITY], [1]],
      biasOut: [Number.POSITIVE_INFINITY],
      dashMem: [3, Number.NaN],
    });
    expect(inputIssues(spec)).toMatchObject([
      { code: 'NOT_FINITE', severity: 'error', at: ['weightsIn', 0, 1, 1], measured: 'NaN' },
      { code: 'NOT_FINITE', severity: 'error', at: ['weightsOut', 0, 0], measured: '-Infinity' },
      { code: 'NOT_FINITE', severity: 'error', at: ['biasOut', 0], measured: 'Infinity' },
      { code: 'NOT_FINITE', severity: 'error', at: ['dashMem', 1], measured: 'NaN' },
    ]);
  });

  it('refuses numbers whose squares overflow', () => {
    expect(inputIssues(smallSpec({ bias: [1e100, 0] }))).toEqual([]);
    expect(inputIssues(smallSpec({ bias: [1e101, 0] }))).toMatchObject([{ at: ['bias', 0], measured: 1e101 }]);
  });

  it('lists ten values of a field and counts the rest', () => {
    const broken = Array.from({ length: 12 }, () => [[Number.NaN], [0]]);
    const issues = inputIssues(smallSpec({ weightsIn: broken }));
    expect(issues).toHaveLength(11);
    expect(issues[9]).toMatchObject({ at: ['weightsIn', 9, 0, 0] });
    expect(issues[10]).toMatchObject({ code: 'NOT_FINITE', severity: 'error', at: ['weightsIn'], measured: 12 });
  });

  it('says only that shapes disagree where they do', () => {
    const spec = { ...smallSpec({ bias: [Number.NaN, 0] }), dashSyn: new Float64Array(3) };
    expect(inputIssues(spec)).toMatchObject([{ code: 'SPEC_SHAPE', at: ['dashSyn'] }]);
    const short = { ...smallSpec(), weightsRec: { shape: [2, 2, 1], data: new Float64Array(3) } };
    expect(inputIssues(short)).toMatchObject([{ code: 'SPEC_SHAPE', at: ['weightsRec'] }]);
  });
});

describe('resultIssues', () => {
  const settings = settle({});

  it('lets every word be used to its ends', () => {
    const spec = smallSpec({
      weightsIn: [[[127], [-128]]],
      bias: [127, -128],
      threshold: [32767, -32768],
      dashMem: [0, 15],
    });
    expect(resultIssues(spec, settings)).toEqual([]);
  });

  it('warns of every value one beyond', () => {
    const spec = smallSpec({
      weightsIn: [[[128], [-129]]],
      threshold: [32768, -32769],
      bias: [128, -129],
      biasOut: [128],
      dashMem: [-1, 16],
    });
    const issues = resultIssues(spec, settings);
    expect(issues.map(({ severity, at, measured, limit }) => [severity, at, measured, limit])).toEqual([
      ['warning', ['weightsIn', 0, 0, 0], 128, '-128 to 127'],
      ['warning', ['weightsIn', 0, 1, 0], -129, '-128 to 127'],
      ['warning', ['threshold', 0], 32768, '-32768 to 32767'],
      ['warning', ['threshold', 1], -32769, '-32768 to 32767'],
      ['warning', ['bias', 0], 128, '-128 to 127'],
      ['warning', ['bias', 1], -129, '-128 to 127'],
      ['warning', ['biasOut', 0], 128, '-128 to 127'],
      ['warning', ['dashMem', 0], -1, '0 to 15'],
      ['warning', ['dashMem', 1], 16, '0 to 15'],
    ]);
    expect(issues.every((issue) => issue.hint !== undefined && issue.code === 'VALUE_RANGE')).toBe(true);
  });

  it('measures by the requested bits', () => {
    const spec = smallSpec({ weightsIn: [[[8], [-8]]], threshold: [127, 128], bias: [0, 8] });
    expect(resultIssues(spec, settle({ bitsPerWeight: 4, bitsPerThreshold: 8 }))).toMatchObject([
      { at: ['weightsIn', 0, 0, 0], limit: '-8 to 7' },
      { at: ['threshold', 1], limit: '-128 to 127' },
      { at: ['bias', 1], limit: '-8 to 7' },
    ]);
  });

  it('finds errors in what 32 bits cannot hold', () => {
    const spec = smallSpec({ bias: [2 ** 31, 500], threshold: [Number.NaN, 1] });
    expect(resultIssues(spec, settings)).toMatchObject([
      { code: 'VALUE_RANGE', severity: 'error', at: ['threshold', 0], measured: 'NaN' },
      { code: 'VALUE_RANGE', severity: 'error', at: ['bias', 0], measured: 2 ** 31 },
    ]);
  });
});
