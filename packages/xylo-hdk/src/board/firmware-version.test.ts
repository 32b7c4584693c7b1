import { expect, it } from 'vitest';
import { compareVersions } from './firmware-version.js';

const ascending = [
  '0.9',
  '0.11.4.99',
  '0.11.5.dev2',
  '0.11.5a1',
  '0.11.5-beta',
  '0.11.5rc1',
  '0.11.5rc2',
  '0.11.5',
  '0.11.5.post1',
  '0.11.10',
  'v1.0',
];

it('orders versions by their numbers, and what leads up to a release before it', () => {
  for (const [i, a] of ascending.entries())
    for (const [j, b] of ascending.entries())
      expect(Math.sign(compareVersions(a, b)!), `${a} ${b}`).toBe(Math.sign(i - j));
});

it.each([
  ['1.2', '1.2.0'],
  ['1.2.0+build.7', 'v1.2'],
  [' 0.12.2 ', '0.12.2'],
])('takes %s and %s for the same', (a, b) => {
  expect(compareVersions(a, b)).toBe(0);
});

it.each(['', 'latest', '1..2', '1.2x', '1.2-g3f2a', '-1'])('knows no order of "%s"', (version) => {
  expect(compareVersions(version, '1.0')).toBeUndefined();
  expect(compareVersions('1.0', version)).toBeUndefined();
});
