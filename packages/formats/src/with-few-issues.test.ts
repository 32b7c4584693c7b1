import { type Issue, type IssuePath, XylopipeError, type XylopipeErrorOptions } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { problems, refusal } from '../test/refusal.js';
import { withFewIssues } from './with-few-issues.js';

const many = (count: number, at: (i: number) => IssuePath, code = 'BAD'): readonly Issue[] =>
  Array.from({ length: count }, (_, i) => ({ code, severity: 'error', at: at(i), message: 'bad' }));
const refusing = (options: XylopipeErrorOptions) => () =>
  withFewIssues(() => {
    throw new XylopipeError('A_INVALID', 'not an artifact', options);
  });

describe('a reader with few issues', () => {
  it('returns what was read', () => {
    expect(withFewIssues(() => 3)).toBe(3);
  });

  it('refuses as before where there are no more than ten of a field', () => {
    const issues = [...many(10, (i) => ['a', i]), ...many(1, () => ['b']), ...many(9, (i) => [`k${i}`], 'UNKNOWN_KEY')];
    const error = new XylopipeError('A_INVALID', 'not an artifact', { issues });
    expect(
      refusal(() =>
        withFewIssues(() => {
          throw error;
        }),
      ),
    ).toBe(error);
  });

  it('keeps ten of each field, and counts them', () => {
    const issues = [...many(2000, (i) => ['a', i]), ...many(1, () => ['b']), ...many(12, (i) => ['c', i])];
    expect(problems(refusing({ issues }))).toEqual([
      ...Array.from({ length: 10 }, (_, i) => `BAD a[${i}]`),
      'MORE_ISSUES a',
      'BAD b',
      ...Array.from({ length: 10 }, (_, i) => `BAD c[${i}]`),
      'MORE_ISSUES c',
    ]);
    expect(refusal(refusing({ issues })).issues[10]).toMatchObject({ measured: 2000 });
  });

  it('keeps ten unknown keys', () => {
    const issues = many(2000, (i) => [`k${i}`], 'UNKNOWN_KEY');
    expect(refusal(refusing({ issues })).issues).toHaveLength(11);
  });

  it('refuses in the same words, for the same reason', () => {
    const cause = new Error('underneath');
    const issues = many(2000, (i) => ['a', i]);
    const error = refusal(refusing({ issues, who: 'syns61201', hint: 'look again', cause }));
    expect(error).toMatchObject({ code: 'A_INVALID', who: 'syns61201', hint: 'look again', cause });
    expect(error.message.split('\n')[0]).toBe('syns61201: not an artifact');
    expect(error.message.split('\n')).toHaveLength(1 + 11 + 1);
  });

  it('lets other errors through', () => {
    const fail = () =>
      withFewIssues(() => {
        throw new RangeError('other');
      });
    expect(fail).toThrow(RangeError);
  });
});
