import { describe, expect, it } from 'vitest';
import { isXylopipeError, refuseOnErrors, XylopipeError } from './error.js';
import { errorsIn, formatIssue, formatPath, type Issue, issueUnder } from './issue.js';

const tooBig: Issue = {
  code: 'VALUE_RANGE',
  severity: 'error',
  at: ['weightsRec', 3, 'a b'],
  measured: 128,
  limit: 127,
  message: 'weight does not fit',
  hint: 'quantize first',
};
const odd: Issue = { code: 'ODD', severity: 'warning', at: [], message: 'odd' };

describe('formatPath', () => {
  it('writes keys, indices and keys that are no identifiers', () => {
    expect(formatPath(['weightsRec', 3, 'a b', 'seq-1', '0_linear'])).toBe('weightsRec[3]["a b"].seq-1["0_linear"]');
    expect(formatPath([0, 'x'])).toBe('[0].x');
    expect(formatPath(['2.1', 'tauMem', 0])).toBe('2.1.tauMem[0]');
    expect(formatPath(['a b'])).toBe('["a b"]');
    expect(formatPath([])).toBe('');
  });
});

describe('formatIssue', () => {
  it('says all that is known', () => {
    expect(formatIssue(tooBig)).toBe(
      'error VALUE_RANGE at weightsRec[3]["a b"]: weight does not fit (measured 128, limit 127)\n  hint: quantize first',
    );
  });

  it('leaves out what is not', () => {
    expect(formatIssue(odd)).toBe('warning ODD: odd');
  });
});

describe('issue lists', () => {
  it('tells errors from warnings', () => {
    expect(errorsIn([odd, tooBig])).toEqual([tooBig]);
  });

  it('puts an issue below a path', () => {
    expect(issueUnder(['spec'], tooBig).at).toEqual(['spec', 'weightsRec', 3, 'a b']);
    expect(tooBig.at).toEqual(['weightsRec', 3, 'a b']);
  });
});

describe('XylopipeError', () => {
  it('renders who, what, every issue and the remedy, and keeps data and cause', () => {
    const cause = new Error('underneath');
    const error = new XylopipeError('MAP_REFUSED', 'cannot map', {
      who: 'syns61201',
      hint: 'shrink it',
      issues: [odd, tooBig],
      cause,
    });
    expect(error.message.split('\n')).toEqual([
      'syns61201: cannot map',
      '  warning ODD: odd',
      '  error VALUE_RANGE at weightsRec[3]["a b"]: weight does not fit (measured 128, limit 127)',
      '    hint: quantize first',
      '  hint: shrink it',
    ]);
    expect(error).toMatchObject({
      code: 'MAP_REFUSED',
      who: 'syns61201',
      hint: 'shrink it',
      issues: [odd, tooBig],
      cause,
    });
  });

  it('says how many issues it did not print, and keeps them', () => {
    const error = new XylopipeError('X', 'many', { issues: Array.from({ length: 25 }, () => odd) });
    expect(error.message).toContain('... and 5 more');
    expect(error.issues).toHaveLength(25);
  });

  it('has no cause where none was given', () => {
    expect('cause' in new XylopipeError('X', 'x')).toBe(false);
  });

  it('is known across copies of the package', () => {
    const foreign = Object.assign(new Error('x'), { name: 'XylopipeError', code: 'X', issues: [] });
    expect(isXylopipeError(foreign)).toBe(true);
    expect(isXylopipeError(new Error('x'))).toBe(false);
    expect(isXylopipeError('x')).toBe(false);
  });

  it('is told from what refuses to be looked at', () => {
    const getPrototypeOf = (): never => {
      throw new Error('do not look');
    };
    expect(isXylopipeError(new Proxy({}, { getPrototypeOf }))).toBe(false);
  });
});

describe('refuseOnErrors', () => {
  it('passes warnings', () => {
    expect(() => refuseOnErrors([odd], 'X', 'x')).not.toThrow();
  });

  it('throws errors together with the warnings', () => {
    expect(() => refuseOnErrors([odd, tooBig], 'X', 'x')).toThrow(
      expect.objectContaining({ code: 'X', issues: [odd, tooBig] }),
    );
  });
});
