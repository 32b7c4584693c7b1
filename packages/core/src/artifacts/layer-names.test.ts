import { describe, expect, it } from 'vitest';
import { layersNamedTwice } from './layer-names.js';
import type { LayerPlacement } from './spec-fields.js';

const block = (name: string, firstId: number, firstNeuron?: number, role: LayerPlacement['role'] = 'hidden') => ({
  name,
  role,
  firstId,
  count: 2,
  ...(firstNeuron === undefined ? {} : { firstNeuron }),
});

describe('layersNamedTwice', () => {
  it('takes blocks that continue each other, in any order, and other roles for what they are', () => {
    expect(layersNamedTwice([])).toEqual([]);
    const scattered = [block('a', 4, 2), block('b', 2), block('a', 0, 0), block('a', 1000, undefined, 'output')];
    expect(layersNamedTwice(scattered)).toEqual([]);
  });

  it('names every name that two layers have', () => {
    const twice = [block('a', 0), block('b', 2), block('a', 4), block('c', 6, 0), block('c', 8, 1), block('b', 10, 2)];
    expect(layersNamedTwice(twice).map(({ code, severity, at }) => [code, severity, ...at])).toEqual([
      ['LAYER_NAME_TWICE', 'error', 'layers', 'a'],
      ['LAYER_NAME_TWICE', 'error', 'layers', 'c'],
    ]);
  });
});
