import { tensor } from '@xylopipe/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connectionsOf } from './connections.js';
import { newCuts } from './cuts.js';
import { deliver } from './deliver.js';

const onto = (weights: readonly number[], shift = 0, maxSpikes = 31) =>
  connectionsOf(tensor([weights.length, 1], Int8Array.from(weights)), shift, { count: 1, synapses: 1 }, maxSpikes);

const after = (start: number, weights: readonly number[], counts: readonly number[], shift = 0): number => {
  const isyn = Int16Array.of(start);
  deliver(onto(weights, shift), Uint8Array.from(counts), 0, { isyn, cuts: null });
  return isyn[0];
};

describe('deliver', () => {
  it('adds the weight once per spike', () => {
    expect(after(10, [7, -2], [3, 4])).toBe(10 + 21 - 8);
  });

  it('saturates at both ends of 16 bits', () => {
    expect(after(32767, [1], [1])).toBe(32767);
    expect(after(32760, [127], [31])).toBe(32767);
    expect(after(-32760, [-128], [31])).toBe(-32768);
  });

  it('saturates after each source, in increasing id', () => {
    expect(after(32767, [100, -100], [1, 1])).toBe(32667);
    expect(after(32767, [-100, 100], [1, 1])).toBe(32767);
  });

  it('is exact where count times shifted weight exceeds 16 bits', () => {
    expect(after(-32768, [127], [31], 8)).toBe(32767);
    expect(after(0, [-128], [31], 8)).toBe(-32768);
  });

  it('delivers n spikes as n times one spike', () => {
    const weight = fc.integer({ min: -128, max: 127 });
    fc.assert(
      fc.property(
        fc.integer({ min: -32768, max: 32767 }),
        weight,
        fc.nat({ max: 15 }),
        fc.nat({ max: 31 }),
        (start, w, shift, n) => {
          const isyn = Int16Array.of(start);
          for (let i = 0; i < n; i++) deliver(onto([w], shift), Uint8Array.of(1), 0, { isyn, cuts: null });
          expect(after(start, [w], [n], shift)).toBe(isyn[0]);
        },
      ),
    );
  });

  it('cuts the count of a source', () => {
    const isyn = Int16Array.of(0);
    deliver(onto([1], 0, 15), Uint8Array.of(255), 0, { isyn, cuts: null });
    expect(isyn[0]).toBe(15);
  });

  it('reads the counts from its offset on', () => {
    const isyn = Int16Array.of(0);
    deliver(onto([1, 10]), Uint8Array.of(9, 9, 1, 2), 2, { isyn, cuts: null });
    expect(isyn[0]).toBe(21);
  });

  it('tells of any spike, connected or not', () => {
    const isyn = Int16Array.of(0);
    expect(deliver(onto([5, 0]), Uint8Array.of(0, 0), 0, { isyn, cuts: null })).toBe(false);
    expect(deliver(onto([5, 0]), Uint8Array.of(0, 1), 0, { isyn, cuts: null })).toBe(true);
    expect(isyn[0]).toBe(0);
  });

  it('marks the synapses that saturate on the way, whatever comes after', () => {
    const marked = (start: number, weights: readonly number[], counts: readonly number[]): number => {
      const cuts = newCuts(1, 1);
      const isyn = Int16Array.of(start);
      deliver(onto(weights), Uint8Array.from(counts), 0, { isyn, cuts });
      expect(isyn[0]).toBe(after(start, weights, counts));
      return cuts.isyn[0];
    };
    expect(marked(32764, [1, -9], [3, 0])).toBe(0);
    expect(marked(32764, [1, -9], [4, 0])).toBe(1);
    expect(marked(32764, [1, -9], [4, 9])).toBe(1);
    expect(marked(-32764, [-1, 9], [4, 1])).toBe(0);
    expect(marked(-32764, [-1, 9], [5, 1])).toBe(1);
    expect(marked(32767, [1, -9], [0, 1])).toBe(0);
  });
});
