import { defineLimits } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import type { DeviceUnderTest } from '../device-under-test.js';
import type { Rivals } from '../equality/compare.js';
import { describeAliases } from './describe-aliases.js';
import { describeCounts } from './describe-counts.js';
import { describeNeurons } from './describe-neurons.js';
import { describeWords } from './describe-words.js';

/** What a chip declares is what it holds, no more and no less; where a network exceeds it, `map` warns and `configure` refuses. */
export function describeLimits(subject: DeviceUnderTest, rivals: Rivals): void {
  describe('limits', () => {
    it('are well formed, and say which of them are assumed', () => {
      expect(defineLimits(subject.limits)).toEqual(subject.limits);
      expect(subject.limits.chipId).toBe(subject.chipId);
    });

    describeCounts(subject, rivals);
    describeNeurons(subject, rivals);
    describeAliases(subject, rivals);
    describeWords(subject);
  });
}
