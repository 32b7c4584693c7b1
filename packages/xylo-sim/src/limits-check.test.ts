import type { ChipLimits } from '@xylopipe/core';
import { expect, it } from 'vitest';
import { chip } from '../test/chip.js';
import { thrownBy } from '../test/thrown.js';
import { refuseOtherArithmetic } from './limits-check.js';

const { bits, maxSpikes } = chip();

/** Limits that nobody checked, as from a plugin that does not define them by `defineLimits`. */
const withBits = (changes: Partial<ChipLimits['bits']>): ChipLimits => ({ ...chip(), bits: { ...bits, ...changes } });

it('takes chips of the family, and those with narrower words in their memories', () => {
  const narrow = { weight: 4, threshold: 8, bias: 4, dash: 3, weightShift: 1 };
  for (const limits of [chip(), withBits({ bias: 16, weightShift: 4 }), withBits(narrow)]) {
    expect(() => refuseOtherArithmetic(limits)).not.toThrow();
  }
});

it.each([
  ['state', 15, 16],
  ['state', 17, 16],
  ['weight', 9, 8],
  ['threshold', 17, 16],
  ['bias', 17, 16],
  ['dash', 5, 4],
  ['weightShift', 5, 4],
] as const)('refuses a %s of %i bits, which is not that of the simulator', (group, measured, limit) => {
  expect(thrownBy(() => refuseOtherArithmetic(withBits({ [group]: measured })))).toMatchObject({
    code: 'LIMITS_UNSUPPORTED',
    who: chip().chipId,
    issues: [{ code: 'UNSUPPORTED', at: ['bits', group], measured, limit, hint: expect.any(String) }],
  });
});

it('says everything at once', () => {
  const limits = { ...withBits({ state: 12, dash: 5 }), maxSpikes: { ...maxSpikes, input: 3, output: 2 } };
  const error = thrownBy(() => refuseOtherArithmetic(limits));
  expect(error).toMatchObject({
    hint: 'give it a simulator of its own',
    issues: [
      { at: ['maxSpikes', 'input'], measured: 3, limit: 15 },
      { at: ['maxSpikes', 'output'], measured: 2, limit: 1 },
      { at: ['bits', 'state'], measured: 12, limit: 16 },
      { at: ['bits', 'dash'], measured: 5, limit: 4 },
    ],
  });
});
