import { describe, expect, it } from 'vitest';
import { refusal } from '../test/refusal.js';
import { formatOf } from './file-format.js';

const KNOWN = ['npy', 'json'] as const;

describe('the format of a file', () => {
  it.each([
    ['a.npy', 'npy'],
    ['dir.json/b.NPY', 'npy'],
    ['c:\\x.json\\b.npy', 'npy'],
    ['b.json.gz', 'json'],
    ['b.JSON.GZ', 'json'],
  ])('shows in its name: %s', (fileName, format) => {
    expect(formatOf({ fileName }, KNOWN)).toBe(format);
  });

  it('can be said in spite of the name', () => {
    expect(formatOf({ fileName: 'a.npy', format: 'json' }, KNOWN)).toBe('json');
  });

  it.each([['a.csv'], ['npy'], ['x.npy/raster'], ['a.gz'], [''], [undefined]])('is not guessed: %s', (fileName) => {
    const error = refusal(() => formatOf({ fileName }, KNOWN));
    expect(error.code).toBe('FORMAT_UNKNOWN');
    expect(error.message).toContain('have: npy, json');
  });
});
