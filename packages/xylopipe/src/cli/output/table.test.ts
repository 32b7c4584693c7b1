import { describe, expect, it } from 'vitest';
import { table } from './table.js';

describe('table', () => {
  it('aligns the first column to the left, the others to the right', () => {
    expect(
      table([
        ['chip', 'n', ''],
        ['a', 1000, 'x'],
      ]),
    ).toEqual(['chip     n', 'a     1000  x']);
  });

  it('of nothing is nothing', () => {
    expect(table([])).toEqual([]);
  });
});
