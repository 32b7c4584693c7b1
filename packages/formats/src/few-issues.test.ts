import type { Issue } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { FewIssues, shortened } from './few-issues.js';

const numbered = (count: number): readonly Issue[] =>
  Array.from({ length: count }, (_, i) => ({ code: 'BAD', severity: 'error', at: [i], message: 'bad' }));

describe('a few issues', () => {
  it.each([0, 1, 10])('are all of %s', (count) => {
    expect(shortened(numbered(count))).toEqual(numbered(count));
  });

  it('are the first ten of more, and one that counts them', () => {
    expect(shortened(numbered(12))).toEqual([
      ...numbered(10),
      expect.objectContaining({ code: 'MORE_ISSUES', severity: 'error', measured: 12 }),
    ]);
  });

  it('can be asked for while more come', () => {
    const few = new FewIssues();
    for (const issue of numbered(2)) few.push(issue);
    expect(few.issues).toHaveLength(2);
    for (const issue of numbered(100)) few.push(issue);
    expect(few.issues).toHaveLength(11);
    expect(few.issues.at(-1)).toMatchObject({ measured: 102 });
  });
});
