import { describe, expect, it } from 'vitest';
import { fire } from './fire.js';

/** Spikes and membrane of a neuron after firing. */
const fired = (v: number, threshold: number, already = 0, most = 31): [spikes: number, vmem: number] => {
  const vmem = Int16Array.of(-1, v, -1);
  const spikes = fire(vmem, 1, threshold, already, most);
  expect([vmem[0], vmem[2]]).toEqual([-1, -1]);
  return [spikes, vmem[1] as number];
};

describe('fire', () => {
  it('fires at the threshold, not below it', () => {
    expect(fired(99, 100)).toEqual([0, 99]);
    expect(fired(100, 100)).toEqual([1, 0]);
    expect(fired(250, 100)).toEqual([2, 50]);
  });

  it('keeps on the membrane what it may not emit', () => {
    expect(fired(350, 10)).toEqual([31, 40]);
    expect(fired(350, 100, 0, 1)).toEqual([1, 250]);
  });

  it('counts spikes of aliases toward the most', () => {
    expect(fired(100, 10, 29)).toEqual([31, 80]);
    expect(fired(100, 10, 31)).toEqual([31, 100]);
    expect(fired(5, 10, 7)).toEqual([7, 5]);
  });

  it('fires as often as it can at a threshold of 0 or less', () => {
    expect(fired(0, 0)).toEqual([31, 0]);
    expect(fired(0, 0, 0, 1)).toEqual([1, 0]);
    expect(fired(-1, 0)).toEqual([0, -1]);
    expect(fired(-2, -2)).toEqual([31, 60]);
  });

  it('wraps at 16 bits', () => {
    expect(fired(32767, -1)).toEqual([1, -32768]);
    expect(fired(0, -32768, 0, 2)).toEqual([2, 0]);
    expect(fired(0, -32768, 0, 3)).toEqual([3, -32768]);
  });
});
