import { type Token, XylopipeError } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { CHIP_COSTS, costsOf, noCosts } from './chip-costs.js';

const device = (resolve: (token: Token<unknown>) => unknown) => ({
  chipId: 'toy',
  resolve: <T>(token: Token<T>): T => resolve(token) as T,
});

describe('costsOf', () => {
  it('is what the device binds', () => {
    const costs = noCosts('toy');
    expect(costsOf(device((token) => (token === CHIP_COSTS ? costs : undefined)))).toBe(costs);
  });

  it('has reasons only, where the device binds none', () => {
    const bare = device(() => {
      throw new XylopipeError('NO_SUCH_PART', 'this device does not bind ChipCosts');
    });
    expect(costsOf(bare)).toEqual(noCosts('toy'));
  });

  it('leaves other failures of a plugin alone', () => {
    const broken = device(() => {
      throw new Error('broken');
    });
    expect(() => costsOf(broken)).toThrow('broken');
  });
});
