import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { permutations } from '../../test/permutations.js';
import { type IdRange, orderByDeadline, type Precedence } from './order-by-deadline.js';

const anywhere = (count: number): IdRange[] => Array.from({ length: count }, () => ({ first: 0, last: count - 1 }));

const within = (order: readonly number[], ranges: readonly IdRange[]): boolean =>
  order.every((neuron, id) => (ranges[neuron]?.first ?? 0) <= id && id <= (ranges[neuron]?.last ?? -1));

const keeps = (order: readonly number[], precedences: readonly Precedence[]): boolean =>
  precedences.every(([before, after]) => order.indexOf(before) < order.indexOf(after));

describe('orderByDeadline', () => {
  it('leaves neurons that may be anywhere in their order', () => {
    expect(orderByDeadline(anywhere(4), [])).toEqual([0, 1, 2, 3]);
    expect(orderByDeadline([], [])).toEqual([]);
  });

  it('gives the lower ids to those that must have them, alike ones in their order', () => {
    const ranges = [
      { first: 2, last: 3 },
      { first: 0, last: 3 },
      { first: 0, last: 1 },
      { first: 0, last: 1 },
    ];
    expect(orderByDeadline(ranges, [])).toEqual([2, 3, 0, 1]);
    expect(orderByDeadline(ranges.toReversed(), [])).toEqual([0, 1, 2, 3]);
  });

  it('moves no more than it must', () => {
    const dueEarly = anywhere(9).map((range, n) => (n % 3 === 2 ? { first: 0, last: 5 } : range));
    expect(orderByDeadline(dueEarly, [])).toEqual([0, 1, 2, 3, 5, 8, 4, 6, 7]);
    const late = anywhere(9).map((range, n) => (n % 3 === 0 ? { first: 3, last: 8 } : range));
    expect(orderByDeadline(late, [])).toEqual([1, 2, 4, 0, 3, 5, 6, 7, 8]);
  });

  it('keeps an id for a neuron that comes late and is due at once', () => {
    const ranges = [
      { first: 0, last: 2 },
      { first: 0, last: 2 },
      { first: 1, last: 1 },
    ];
    expect(orderByDeadline(ranges, [])).toEqual([0, 2, 1]);
  });

  it('hurries what a neuron due early waits for, and delays what waits for a late one, through chains', () => {
    const dueEarly = anywhere(4).with(3, { first: 0, last: 2 });
    expect(
      orderByDeadline(dueEarly, [
        [1, 2],
        [2, 3],
      ]),
    ).toEqual([1, 2, 3, 0]);
    const late = anywhere(4).with(0, { first: 1, last: 3 });
    expect(
      orderByDeadline(late, [
        [0, 1],
        [1, 2],
      ]),
    ).toEqual([3, 0, 1, 2]);
  });

  it.each([
    [
      'two neurons want one id',
      [
        { first: 0, last: 0 },
        { first: 0, last: 0 },
      ],
      [],
    ],
    [
      'nobody wants the first id',
      [
        { first: 1, last: 1 },
        { first: 1, last: 1 },
      ],
      [],
    ],
    [
      'a range holds no id',
      [
        { first: 1, last: 0 },
        { first: 0, last: 1 },
      ],
      [],
    ],
    [
      'a precedence leaves none',
      [
        { first: 1, last: 1 },
        { first: 0, last: 0 },
      ],
      [[0, 1] as const],
    ],
  ])('finds none where %s', (_, ranges, precedences) => {
    expect(orderByDeadline(ranges, precedences)).toBeUndefined();
  });

  it('finds a legal order if and only if there is one, of all of up to 7 neurons', () => {
    const problems = fc.integer({ min: 1, max: 7 }).chain((count) => {
      const id = fc.nat({ max: count - 1 });
      const range = fc.oneof(
        { weight: 1, arbitrary: fc.record({ first: id, last: id }) },
        { weight: 2, arbitrary: fc.constant({ first: 0, last: count - 1 }) },
        { weight: 2, arbitrary: fc.record({ first: fc.constant(0), last: id }) },
        { weight: 2, arbitrary: fc.record({ first: id, last: fc.constant(count - 1) }) },
      );
      const pair = fc
        .tuple(id, id)
        .filter(([a, b]) => a !== b)
        .map(([a, b]): Precedence => [Math.min(a, b), Math.max(a, b)]);
      return fc.record({
        ranges: fc.array(range, { minLength: count, maxLength: count }),
        precedences: count === 1 ? fc.constant([]) : fc.array(pair, { maxLength: 4 }),
      });
    });
    const decided = { found: 0, none: 0 };
    fc.assert(
      fc.property(problems, ({ ranges, precedences }) => {
        const order = orderByDeadline(ranges, precedences);
        if (order === undefined) {
          decided.none++;
          const legal = permutations(ranges.length).find((o) => within(o, ranges) && keeps(o, precedences));
          expect(legal).toBeUndefined();
        } else {
          decided.found++;
          expect(order.toSorted((a, b) => a - b)).toEqual([...ranges.keys()]);
          expect([within(order, ranges), keeps(order, precedences)]).toEqual([true, true]);
        }
      }),
      { numRuns: 300 },
    );
    expect(Math.min(decided.found, decided.none)).toBeGreaterThan(0);
  });
});
