import { defined, derived, documented, type MemoryBank, type Register } from '@xylopipe/xylo-common/maps';
import { describe, expect, it } from 'vitest';
import { mapSummaries, total } from './map-summary.js';

const stated = documented('the manual');
const field = { name: 'EN', low: 0, width: 1, description: 'on' };
const register = { name: 'CTRL', address: 0, width: 32, access: 'readWrite', volatile: false } as const;
const registers: readonly Register[] = [
  { ...register, fields: [field, { ...field, provenance: derived('a sibling') }], provenance: stated },
  { ...register, fields: [], provenance: defined('nothing is public') },
] as unknown as readonly Register[];

describe('mapSummaries', () => {
  it('count where entries come from, and where their fields do', () => {
    const maps = { registers: [{ chipId: 'toy', block: 'core', registers, notPublic: 'the rest' }] };
    expect(mapSummaries(maps)).toEqual([
      {
        kind: 'registers',
        name: 'core registers',
        entries: { documented: 1, derived: 0, defined: 1 },
        fields: { documented: 1, derived: 1, defined: 0 },
        notPublic: 'the rest',
      },
    ]);
  });

  it('are one for each map, the one of memories last', () => {
    const bank = { provenance: derived('arithmetic'), fields: [field] } as unknown as MemoryBank;
    const map = { chipId: 'toy', registers: [] };
    const summaries = mapSummaries({
      registers: [
        { ...map, block: 'core' },
        { ...map, block: 'front end' },
      ],
      memories: { chipId: 'toy', banks: [bank, bank] },
    });
    expect(summaries.map(({ name, entries }) => [name, total(entries)])).toEqual([
      ['core registers', 0],
      ['front end registers', 0],
      ['memories', 2],
    ]);
    expect(summaries[2]).toMatchObject({ kind: 'memories', entries: { derived: 2 }, fields: { derived: 2 } });
  });
});
