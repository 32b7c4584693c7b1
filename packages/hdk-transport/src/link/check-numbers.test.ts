import { describe, expect, it } from 'vitest';
import { checkNumbers } from './check-numbers.js';

describe('checkNumbers', () => {
  it('takes both ends of a range', () => {
    expect(() => checkNumbers('x', { a: [1, 1, 5], b: [5, 1, 5] })).not.toThrow();
  });

  it.each([0, 6, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses %s', (value) => {
    expect(() => checkNumbers('x', { a: [value, 1, 5] })).toThrow(
      expect.objectContaining({ code: 'OPTIONS_INVALID', who: 'x' }),
    );
  });

  it('tells all that is wrong at once', () => {
    const wrong = expect.objectContaining({
      issues: [
        expect.objectContaining({ code: 'OPTION_RANGE', at: ['a'], measured: 0, limit: '1 to 5' }),
        expect.objectContaining({ at: ['c'], measured: 9 }),
      ],
    });
    expect(() => checkNumbers('x', { a: [0, 1, 5], b: [2, 1, 5], c: [9, 1, 5] })).toThrow(wrong);
  });
});
