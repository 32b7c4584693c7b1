import { describe, expect, it } from 'vitest';
import { describeWord } from './describe-word.js';
import { bit, bits, setField } from './field.js';
import type { MemoryBank } from './memory-map.js';
import { documented } from './provenance.js';

const bank: MemoryBank = {
  name: 'HCRAM',
  content: 'aliasFlags',
  address: 0x31c0,
  words: 992,
  wordWidth: 4,
  fields: [bit('isTarget', 0, 'is one'), bit('isSource', 1, 'has one')],
  volatile: false,
  description: 'flags',
  provenance: documented('a data sheet'),
};
const weights: MemoryBank = {
  ...bank,
  name: 'IWTRAM',
  wordWidth: 8,
  fields: [bits('weight', 7, 0, 'a weight', { signed: true })],
};

describe('describeWord', () => {
  it('tells which word it is and what its fields say', () => {
    expect(describeWord(bank, 3, 2)).toBe('HCRAM[3] = 0x2 (isTarget: 0, isSource: 1)');
    expect(describeWord(weights, 0, setField(0, weights.fields[0] as never, -3))).toBe('IWTRAM[0] = 0xFD (weight: -3)');
  });

  it('tells of bits in no field', () => {
    expect(describeWord(bank, 991, 0xd)).toBe('HCRAM[991] = 0xD (isTarget: 1, isSource: 0, other bits: 0xC)');
  });

  it.each([
    [0, 16],
    [0, -1],
    [0, 1.5],
    [0, Number.NaN],
    [992, 0],
    [-1, 0],
    [0.5, 0],
  ])('refuses word %d to be %d', (index, word) => {
    expect(() => describeWord(bank, index, word)).toThrow(
      expect.objectContaining({ code: 'WORD_RANGE', issues: [expect.objectContaining({ limit: expect.any(String) })] }),
    );
  });
});
