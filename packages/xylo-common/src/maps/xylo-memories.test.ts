import { type ChipLimits, defineLimits } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { core1000Limits } from '../family-limits.js';
import { bankAt, bankOf } from './memory-map.js';
import { derived, documented } from './provenance.js';
import { xyloMemories } from './xylo-memories.js';

const base = defineLimits({
  ...core1000Limits,
  chipId: 'syns00000',
  label: 'test',
  bias: true,
  hibernation: false,
  updateRule: 'v2',
});
const memories = (limits: Partial<ChipLimits> = {}) =>
  xyloMemories({ ...base, ...limits }, { first: 0x100, hidden: 'H', provenance: () => documented('a data sheet') });

it('has no banks for what a chip lacks', () => {
  const names = memories({ bias: false, synapsesPerHidden: 1 }).banks.map(({ name }) => name);
  expect(names.join(' ')).toBe(
    'IWTRAM NSCRAM NMPRAM NDSRAM NDMRAM NTHRAM HCRAM HARAM HSPKRAM HEFOCRAM HFORAM HWTRAM OWTRAM',
  );
  expect(() => bankOf(memories({ bias: false }), 'bias')).toThrow(
    expect.objectContaining({ code: 'BANK_UNKNOWN', who: 'syns00000' }),
  );
});

it('finds banks by address, to the word', () => {
  const map = memories();
  const isyn = bankOf(map, 'isyn');
  expect([bankAt(map, isyn.address - 1)?.content, bankAt(map, isyn.address), bankAt(map, 0xff)]).toEqual([
    'weightsIn2',
    isyn,
    undefined,
  ]);
  expect(bankAt(map, isyn.address + isyn.words)?.content).toBe('isyn2');
  const last = bankOf(map, 'weightsOut');
  expect(bankAt(map, last.address + last.words)).toBeUndefined();
});

describe('words', () => {
  const fieldOf = (content: Parameters<typeof bankOf>[1], limits: Partial<ChipLimits> = {}) => {
    const { wordWidth, fields } = bankOf(memories(limits), content);
    return { wordWidth, ...fields[0] };
  };

  it('are as wide as the limits say', () => {
    const widths = memories().banks.map(({ name, wordWidth, fields }) => [
      name,
      wordWidth,
      fields.reduce((sum, { width }) => sum + width, 0),
    ]);
    expect(widths).toEqual([
      ['IWTRAM', 8, 8],
      ['IWT2RAM', 8, 8],
      ['NSCRAM', 16, 16],
      ['HSC2RAM', 16, 16],
      ['NMPRAM', 16, 16],
      ['NDSRAM', 4, 4],
      ['HDS2RAM', 4, 4],
      ['NDMRAM', 4, 4],
      ['NBRAM', 8, 8],
      ['NTHRAM', 16, 16],
      ['HCRAM', 4, 3],
      ['HARAM', 12, 10],
      ['HSPKRAM', 8, 5],
      ['HEFOCRAM', 8, 8],
      ['HFORAM', 12, 10],
      ['HWTRAM', 8, 8],
      ['HWT2RAM', 8, 8],
      ['OWTRAM', 8, 8],
    ]);
  });

  it('are signed for weights, states, biases and thresholds alone', () => {
    const signed = memories().banks.filter(({ fields }) => fields.some((field) => field.signed));
    expect(signed.map(({ content }) => content).join(' ')).toBe(
      'weightsIn weightsIn2 isyn isyn2 vmem bias threshold weightsRec weightsRec2 weightsOut',
    );
  });

  it('have room for an id that is none', () => {
    expect(fieldOf('aliasTarget', { hiddenNeurons: 1023 }).width).toBe(10);
    expect(fieldOf('aliasTarget', { hiddenNeurons: 1024 }).width).toBe(11);
    expect(fieldOf('aliasTarget', { hiddenNeurons: 4096 })).toMatchObject({ wordWidth: 13, width: 13 });
  });

  it('count to the largest fan-out, and say where that is our choice', () => {
    expect(fieldOf('fanOut', { maxFanOut: 255 })).toMatchObject({ wordWidth: 8, provenance: undefined });
    expect(fieldOf('fanOut', { maxFanOut: 256 })).toMatchObject({ wordWidth: 9, provenance: { kind: 'defined' } });
  });

  it('say that the width of biases is our choice as long as it is assumed', () => {
    expect(fieldOf('bias').provenance?.kind).toBe('defined');
    expect(fieldOf('bias', { assumed: [] }).provenance).toBeUndefined();
  });

  it('have a provenance of their own where that differs', () => {
    const options = { first: 0, hidden: 'R', provenance: () => documented('a data sheet') } as const;
    const map = xyloMemories(base, { ...options, words: derived('a sibling') });
    expect(bankOf(map, 'vmem').fields[0]?.provenance?.kind).toBe('derived');
    expect(bankOf(map, 'bias').fields[0]?.provenance?.kind).toBe('defined');
  });
});

it('tells what the chip itself changes', () => {
  const volatile = memories().banks.filter((bank) => bank.volatile);
  expect(volatile.map(({ content }) => content)).toEqual(['isyn', 'isyn2', 'vmem', 'spikes']);
});
