import { bankOf } from '@xylopipe/xylo-common/maps';
import { expect, it } from 'vitest';
import { memories } from './memories.js';

it('has the published memories at their addresses', () => {
  expect(Object.fromEntries(memories.banks.map(({ name, address }) => [name, address]))).toEqual({
    IWTRAM: 0x00200,
    IWT2RAM: 0x00a00,
    NSCRAM: 0x01200,
    HSC2RAM: 0x01600,
    NMPRAM: 0x019e0,
    NDSRAM: 0x01de0,
    HDS2RAM: 0x021e0,
    NDMRAM: 0x025c0,
    NBRAM: 0x029c0,
    NTHRAM: 0x02dc0,
    HCRAM: 0x031c0,
    HARAM: 0x035a0,
    HSPKRAM: 0x03980,
    HEFOCRAM: 0x03d60,
    HFORAM: 0x04140,
    HWTRAM: 0x0bd40,
    HWT2RAM: 0x13940,
    OWTRAM: 0x1b540,
  });
  const out = bankOf(memories, 'weightsOut');
  expect(out.address + out.words).toBe(0x1c540);
});

it('says that no source states the sizes: they follow from the neighbours', () => {
  expect(new Set(memories.banks.map(({ provenance }) => provenance.kind))).toEqual(new Set(['derived']));
  expect(memories.banks[0]?.provenance.source).toContain('sizes from the neighbours');
});

it('says which widths are our choice', () => {
  const ours = memories.banks.filter(({ fields }) => fields.some(({ provenance }) => provenance?.kind === 'defined'));
  expect(ours.map(({ name, wordWidth }) => [name, wordWidth])).toEqual([
    ['NBRAM', 8],
    ['HEFOCRAM', 11],
  ]);
});
