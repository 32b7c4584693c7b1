import { readdirSync, readFileSync } from 'node:fs';
import { fieldMask, fieldRange, getField, setField } from '@xylopipe/xylo-common/maps';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { onesOf, readField, writeField } from './bit-field.js';

const words = fc.integer({ min: 0, max: 0xffff_ffff });
const fields = fc
  .integer({ min: 0, max: 31 })
  .chain((lsb) =>
    fc.record({ lsb: fc.constant(lsb), width: fc.integer({ min: 1, max: 32 - lsb }), signed: fc.boolean() }),
  )
  .map((place) => ({ ...place, name: 'F', description: '' }));

describe('bits of a word', () => {
  it('are read by the board as by everybody else, with code of its own', () => {
    fc.assert(
      fc.property(words, fields, (word, field) => {
        expect(readField(word, field)).toBe(getField(word, field));
        expect(onesOf(field)).toBe(fieldMask(field));
      }),
    );
  });

  it('are written so, too', () => {
    const valued = fields.chain((field) => {
      const [min, max] = fieldRange(field);
      return fc.tuple(fc.constant(field), fc.integer({ min, max }));
    });
    fc.assert(
      fc.property(words, valued, (word, [field, value]) => {
        expect(writeField(word, field, value)).toBe(setField(word, field, value));
      }),
    );
  });

  it('are the board’s own affair: of the maps it takes types alone', () => {
    const folder = new URL('..', import.meta.url);
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
    );
    expect(sources.length).toBeGreaterThan(30);
    const lines = sources.flatMap(
      (name) => readFileSync(new URL(name, folder), 'utf8').match(/^import .*xylo-.*$/gm) ?? [],
    );
    expect(lines.filter((line) => !line.startsWith('import type '))).toEqual([]);
  });

  it.each([
    [0xffff_ffff, { lsb: 0, width: 32 }, 0xffff_ffff],
    [0xffff_ffff, { lsb: 0, width: 32, signed: true }, -1],
    [0x8000_0000, { lsb: 31, width: 1 }, 1],
    [0x80, { lsb: 0, width: 8, signed: true }, -128],
    [0x7f0, { lsb: 4, width: 8, signed: true }, 127],
  ])('of %i at %o are %i', (word, field, value) => {
    expect(readField(word, field)).toBe(value);
  });
});
