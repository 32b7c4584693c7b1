import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Queue } from './queue.js';

describe('Queue', () => {
  it('gives out what an array would', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.nat())), (steps) => {
        const queue = new Queue<number>();
        const array: number[] = [];
        for (const step of steps) {
          if (step === null) expect(queue.shift()).toBe(array.shift());
          else {
            queue.push(step);
            array.push(step);
          }
          expect(queue.first).toBe(array[0]);
        }
      }),
    );
  });
});
