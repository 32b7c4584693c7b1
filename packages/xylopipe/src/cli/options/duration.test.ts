import { describe, expect, it } from 'vitest';
import { duration } from './duration.js';

describe('duration', () => {
  it.each([
    ['90', 90_000],
    ['60s', 60_000],
    ['1.5m', 90_000],
    ['2h', 7_200_000],
    ['250ms', 250],
  ])('reads %s', (text, milliseconds) => {
    expect(duration(text)).toBe(milliseconds);
  });

  it.each(['', '0', '0s', '-1s', 's', '5 s', '1d', 'Infinity', '1e3', '1.s'])('refuses "%s"', (text) => {
    expect(() => duration(text)).toThrow('It must be a span of time over 0');
  });
});
