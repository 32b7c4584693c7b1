import { bankOf } from '@xylopipe/xylo-common/maps';
import { expect, it } from 'vitest';
import { memories } from './memories.js';
import { registers } from './registers.js';

it('has the banks of a chip with one synapse, behind the registers and without gaps', () => {
  expect(memories.banks.map(({ name, words }) => `${name} ${words}`)).toEqual([
    'IWTRAM 2048',
    'NSCRAM 512',
    'NMPRAM 512',
    'NDSRAM 512',
    'NDMRAM 512',
    'NBRAM 512',
    'NTHRAM 512',
    'HCRAM 496',
    'HARAM 496',
    'HSPKRAM 496',
    'HEFOCRAM 496',
    'HFORAM 31744',
    'HWTRAM 31744',
    'OWTRAM 2048',
  ]);
  const [first] = memories.banks;
  expect(first?.address).toBeGreaterThan(registers.registers.at(-1)?.address ?? Number.POSITIVE_INFINITY);
  const ends = memories.banks.map(({ address, words }) => address + words);
  expect(memories.banks.slice(1).map(({ address }) => address)).toEqual(ends.slice(0, -1));
});

it('counts to the largest fan-out of 512, and knows 496 neurons and none', () => {
  expect([bankOf(memories, 'fanOut').wordWidth, bankOf(memories, 'aliasTarget').fields[0]?.width]).toEqual([10, 9]);
});
