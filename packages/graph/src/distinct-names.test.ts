import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distinctNames } from './distinct-names.js';

describe('distinctNames', () => {
  it('leaves a name to the first that has it, and gives the others their index', () => {
    expect(distinctNames(['lif', '1', 'lif', 'lif'])).toEqual(['lif', '1', 'lif#2', 'lif#3']);
    expect(distinctNames(['1', '1'])).toEqual(['1', '1#1']);
    expect(distinctNames([])).toEqual([]);
  });

  it('takes no name that another one was given', () => {
    expect(distinctNames(['a', 'a', 'a#1'])).toEqual(['a', 'a#1#1', 'a#1']);
  });

  it('is distinct, and changes nothing that was', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'a#1', 'a#2', 'b', '0', '')), (names) => {
        const distinct = distinctNames(names);
        expect(new Set(distinct).size).toBe(names.length);
        names.forEach((name, i) => {
          if (names.filter((one) => one === name).length === 1) expect(distinct[i]).toBe(name);
        });
        expect(distinctNames(distinct)).toEqual(distinct);
      }),
    );
  });
});
