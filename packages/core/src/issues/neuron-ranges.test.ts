import { describe, expect, it } from 'vitest';
import { neuronRanges } from './neuron-ranges.js';

describe('neuronRanges', () => {
  it.each([
    [[7], 'hidden neuron 7'],
    [[0, 1], 'hidden neurons 0-1'],
    [[12, 13, 14, 40], 'hidden neurons 12-14, 40'],
    [[1, 3, 5], 'hidden neurons 1, 3, 5'],
  ])('of %j are %s', (ids, text) => {
    expect(neuronRanges('hidden neuron', ids)).toBe(text);
  });

  it('say how many there are where they are not all written out', () => {
    const even = Array.from({ length: 500 }, (_, i) => 2 * i);
    expect(neuronRanges('input channel', even)).toBe('input channels 0, 2, 4, 6, 8, 10, 12, 14, ... (500 in all)');
    expect(neuronRanges('input channel', even.slice(0, 8))).toBe('input channels 0, 2, 4, 6, 8, 10, 12, 14');
  });
});
