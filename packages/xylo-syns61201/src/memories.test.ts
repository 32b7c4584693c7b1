import { bankOf, memoryMapIssues } from '@xylopipe/xylo-common/maps';
import { expect, it } from 'vitest';
import { limits } from './limits.js';
import { memories } from './memories.js';

it('has its memories where they were inferred to be', () => {
  expect(Object.fromEntries(memories.banks.map(({ name, address }) => [name, address]))).toEqual({
    IWTRAM: 0x00100,
    IWT2RAM: 0x03f80,
    NSCRAM: 0x07e00,
    RSC2RAM: 0x081f0,
    NMPRAM: 0x085d8,
    NDSRAM: 0x089c8,
    RDS2RAM: 0x08db8,
    NDMRAM: 0x091a0,
    NBRAM: 0x09590,
    NTHRAM: 0x09980,
    RCRAM: 0x09d70,
    RARAM: 0x0a158,
    RSPKRAM: 0x0a540,
    REFOCRAM: 0x0a928,
    RFORAM: 0x0ad10,
    RWTRAM: 0x12a10,
    RWT2RAM: 0x1a710,
    OWTRAM: 0x22410,
  });
});

it('agrees with the limits', () => {
  expect(memoryMapIssues(memories, limits)).toEqual([]);
});

it('says that only the address of the spikes is published, and that the width of biases is our choice', () => {
  const kinds = memories.banks.map(({ content, provenance }) => [content, provenance.kind]);
  expect(kinds.filter(([, kind]) => kind !== 'derived')).toEqual([['spikes', 'documented']]);
  expect(bankOf(memories, 'bias').fields).toMatchObject([{ name: 'bias', width: 8, provenance: { kind: 'defined' } }]);
});
