import { describe, expect, it } from 'vitest';
import { thrownBy, toyLimits } from '../../test/toy-plugin.js';
import { defineLimits, signedRange, unsignedRange } from './limits.js';

describe('defineLimits', () => {
  it('freezes all levels, and leaves the argument as it is', () => {
    const limits = {
      ...toyLimits,
      bits: { ...toyLimits.bits },
      assumed: ['bits.bias'],
      sources: { '': { kind: 'documented', source: 'the manual' } },
    } as const;
    const defined = defineLimits(limits);
    expect(defined).toEqual(limits);
    const levels = [defined, defined.bits, defined.maxSpikes, defined.assumed, defined.sources, defined.sources?.['']];
    expect(levels.every(Object.isFrozen)).toBe(true);
    expect([limits, limits.bits, limits.assumed].some(Object.isFrozen)).toBe(false);
    expect(defineLimits(defined)).toBe(defined);
  });

  it('refuses with everything that is wrong, and says of which chip', () => {
    const bad = { ...toyLimits, hiddenNeurons: 0, bits: { ...toyLimits.bits, dash: 1.5 } };
    expect(thrownBy(() => defineLimits(bad))).toMatchObject({
      code: 'LIMITS_INVALID',
      who: 'toy',
      issues: [
        { code: 'INVALID_VALUE', at: ['hiddenNeurons'], measured: 0 },
        { code: 'INVALID_VALUE', at: ['bits', 'dash'], measured: 1.5 },
      ],
    });
    expect(() => defineLimits(bad)).toThrow(
      /^toy: .*: 2 problems\n {2}error INVALID_VALUE at hiddenNeurons: this is not what it must be \(measured 0, limit a positive integer/,
    );
  });

  it.each([null, undefined, 'toy', 7, [], () => toyLimits])('refuses %s', (limits) => {
    expect(thrownBy(() => defineLimits(limits as never))).toMatchObject({
      code: 'LIMITS_INVALID',
      who: 'limits without a chip id',
      issues: [{ code: 'INVALID_VALUE', at: [], limit: 'an object' }],
    });
  });
});

describe('word ranges', () => {
  it('are those of two-complement and unsigned words', () => {
    expect(signedRange(8)).toEqual([-128, 127]);
    expect(unsignedRange(4)).toEqual([0, 15]);
  });
});
