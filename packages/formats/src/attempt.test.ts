import { type Issue, XylopipeError } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { attempt } from './attempt.js';

const issue: Issue = { code: 'BAD', severity: 'error', at: [2], message: 'bad' };

describe('attempt', () => {
  it('gives what was read', () => {
    const issues: Issue[] = [];
    expect(attempt(['x'], issues, () => 3)).toBe(3);
    expect(issues).toEqual([]);
  });

  it('notes the issues of a refusal under its place', () => {
    const issues: Issue[] = [];
    const read = (): never => {
      throw new XylopipeError('REFUSED', 'no', { issues: [issue] });
    };
    expect(attempt(['x', 1], issues, read)).toBeUndefined();
    expect(issues).toEqual([{ ...issue, at: ['x', 1, 2] }]);
  });

  it('notes ten issues of a part and counts the others, however many there are', () => {
    const issues: Issue[] = [];
    attempt(['x'], issues, () => {
      throw new XylopipeError('REFUSED', 'no', { issues: new Array<Issue>(200_000).fill(issue) });
    });
    expect(issues).toHaveLength(11);
    expect(issues.at(-1)).toMatchObject({ code: 'MORE_ISSUES', at: ['x'], measured: 200_000 });
  });

  it('makes an issue of a refusal without issues', () => {
    const issues: Issue[] = [];
    attempt(['x'], issues, () => {
      throw new XylopipeError('REFUSED', 'no', { hint: 'try yes' });
    });
    expect(issues).toEqual([{ code: 'REFUSED', severity: 'error', at: ['x'], message: 'no', hint: 'try yes' }]);
  });

  it('lets other errors through', () => {
    const read = (): never => {
      throw new TypeError('a bug');
    };
    expect(() => attempt([], [], read)).toThrow(TypeError);
  });
});
