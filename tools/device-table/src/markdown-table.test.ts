import { expect, it } from 'vitest';
import { markdownTable } from './markdown-table.js';

it('lays rows out below their heading', () => {
  expect(
    markdownTable([
      ['', 'a'],
      ['x', '1'],
      ['y', ''],
    ]),
  ).toBe('|  | a |\n|---|---|\n| x | 1 |\n| y |  |');
});

it('keeps cells from ending the row or becoming markup', () => {
  expect(markdownTable([['a|b'], ['8* <chip>\nsnake_case']])).toBe(
    '| a\\|b |\n|---|\n| 8\\* \\<chip\\> snake\\_case |',
  );
});
