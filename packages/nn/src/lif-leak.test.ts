import { describe, expect, it } from 'vitest';
import { leakOf } from './lif-leak.js';

const dt = 0.01;
const bitshifts = leakOf('LIF', 'bitshifts');
const snapped = leakOf('LIFBitshift', 'taus');

describe('a leak', () => {
  it('has the time constant whose exponential is its decay', () => {
    for (const [leak, x] of [
      [leakOf('LIF', 'taus'), 0.03],
      [bitshifts, 3],
      [leakOf('LIF', 'decays'), 0.9],
      [snapped, 0.03],
    ] as const) {
      expect(Math.exp(-dt / leak.tau(x, dt))).toBeCloseTo(leak.decay(x, dt), 12);
    }
  });

  it.each([
    ['rounds to the nearest dash', 2 ** 2.4, 2],
    ['rounds half to even, down', 2 ** 2.5, 2],
    ['rounds half to even, up', 2 ** 3.5, 4],
    ['never goes below 0', 0.1, 0],
  ])('of LIFBitshift %s', (_, ratio, dash) => {
    expect(snapped.decay(ratio, 1)).toBe(1 - 2 ** -dash);
    expect(snapped.tau(ratio, 1)).toBe(bitshifts.tau(dash, 1));
  });

  it('that forgets at once has the time constant 0', () => {
    expect(bitshifts.tau(0, dt)).toBe(0);
    expect(leakOf('LIF', 'decays').tau(0, dt)).toBe(0);
  });

  it('keeps its digits for long time constants', () => {
    expect(bitshifts.tau(40, 1) / 2 ** 40).toBeCloseTo(1, 12);
  });
});
