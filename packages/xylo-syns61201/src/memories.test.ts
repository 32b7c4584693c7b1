import { bankOf, core1000V1Memories, documented } from '@xylopipe/xylo-common/maps';
import { expect, it } from 'vitest';
import { limits } from './limits.js';
import { memories } from './memories.js';

it('has its memories where those of the first Xylo are, from the biases on behind 1008 more words', () => {
  const { banks } = core1000V1Memories({ ...limits, bias: false }, documented('SYNS61300'));
  const biases = bankOf(memories, 'bias');
  expect([biases.address, biases.words]).toEqual([0x9590, 1008]);
  const moved = banks.map(({ name, address }) => [name, address < biases.address ? address : address + biases.words]);
  const others = memories.banks.filter((bank) => bank !== biases);
  expect(others.map(({ name, address }) => [name, address])).toEqual(moved);
});

it('has the spikes, the only one of them whose address is published, at that address', () => {
  const stated = memories.banks.filter(({ provenance }) => provenance.kind === 'documented');
  expect(stated.map(({ name, address }) => [name, address])).toEqual([['RSPKRAM', 0xa540]]);
});

it('says that the width of biases is our choice', () => {
  expect(bankOf(memories, 'bias').fields).toMatchObject([{ name: 'bias', width: 8, provenance: { kind: 'defined' } }]);
});
