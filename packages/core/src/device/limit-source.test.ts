import { describe, expect, it } from 'vitest';
import { type LimitSource, limitSource } from './limit-source.js';

const documented: LimitSource = { kind: 'documented', source: 'the manual' };
const derived: LimitSource = { kind: 'derived', source: 'arithmetic' };
const assumed: LimitSource = { kind: 'assumed', source: 'to be safe' };

describe('limitSource', () => {
  const sources = { '': documented, bits: derived, 'bits.bias': assumed };
  const limits = { sources, assumed: ['bits.bias'] };

  it.each([
    ['hiddenNeurons', documented],
    ['bits.weight', derived],
    ['bits.bias', assumed],
    ['bitsOfString', documented],
  ])('of %s is what the longest path says', (path, source) => {
    expect(limitSource(limits, path)).toBe(source);
  });

  it('is not known where nobody has said it', () => {
    expect(limitSource({ assumed: [] }, 'bits.weight')).toBeUndefined();
    expect(limitSource({ assumed: [], sources: { bits: derived } }, 'hiddenNeurons')).toBeUndefined();
  });

  it('is an assumption wherever the limits say so, even where a source holds for more than it', () => {
    expect(limitSource({ assumed: ['maxFanOut'], sources: { '': documented } }, 'maxFanOut')?.kind).toBe('assumed');
    expect(limitSource({ assumed: ['maxFanOut'] }, 'maxFanOut')?.kind).toBe('assumed');
  });
});
