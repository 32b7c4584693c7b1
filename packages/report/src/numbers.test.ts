import { describe, expect, it } from 'vitest';
import { percent } from './numbers.js';

describe('percent', () => {
  it('has one digit behind the point', () => {
    expect([0, 0.5, 0.98436, 1, 1.25, -0.1].map(percent)).toEqual([
      '0.0 %',
      '50.0 %',
      '98.4 %',
      '100.0 %',
      '125.0 %',
      '-10.0 %',
    ]);
    expect(percent(Number.NaN)).toBe('–');
  });

  it('says 100 % only of what is whole', () => {
    expect([0.9994, 0.9996, 0.999999, 1 - 1e-15].map(percent)).toEqual(['99.9 %', '99.9 %', '99.9 %', '100.0 %']);
  });
});
