import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bit, bits, type Field, fieldMask, fieldRange, getField, setField } from './field.js';

const fields = fc
  .integer({ min: 0, max: 31 })
  .chain((lsb) =>
    fc.record({ lsb: fc.constant(lsb), width: fc.integer({ min: 1, max: 32 - lsb }), signed: fc.boolean() }),
  )
  .map((span): Field => ({ ...span, name: 'F', description: '' }));
const words = fc.integer({ min: 0, max: 0xffff_ffff });
const fieldsAndValues = fields.chain((field) => {
  const [min, max] = fieldRange(field);
  return fc.tuple(fc.constant(field), fc.integer({ min, max }));
});

describe('a field', () => {
  it('gives back what was set', () => {
    fc.assert(
      fc.property(words, fieldsAndValues, (word, [field, value]) => {
        expect(getField(setField(word, field, value), field)).toBe(value);
      }),
    );
  });

  it('leaves the other bits as they were, and the word unsigned', () => {
    fc.assert(
      fc.property(words, fieldsAndValues, (word, [field, value]) => {
        const after = setField(word, field, value);
        expect(after).toBeGreaterThanOrEqual(0);
        expect((after ^ word) & ~fieldMask(field)).toBe(0);
      }),
    );
  });

  it('stays as it was when set to its own value', () => {
    fc.assert(
      fc.property(words, fields, (word, field) => {
        expect(setField(word, field, getField(word, field))).toBe(word);
      }),
    );
  });

  it('never touches another field', () => {
    const low = bits('LOW', 3, 0, '', { signed: true });
    const high = bits('HIGH', 15, 4, '');
    fc.assert(
      fc.property(words, fc.integer({ min: -8, max: 7 }), (word, value) => {
        expect(getField(setField(word, low, value), high)).toBe(getField(word, high));
      }),
    );
  });
});

it('is written as in data sheets', () => {
  expect(bits('IWBS', 6, 4, 'shift')).toEqual({ name: 'IWBS', lsb: 4, width: 3, description: 'shift' });
  expect(bit('MAN', 31, 'manual')).toMatchObject({ lsb: 31, width: 1 });
  expect([fieldMask(bits('A', 6, 4, '')), fieldMask(bits('A', 31, 0, '')), fieldMask(bit('A', 31, ''))]).toEqual([
    0x70, 0xffff_ffff, 0x8000_0000,
  ]);
});

it('reads two’s complement where signed, and whole words', () => {
  const tap = bits('A1', 31, 16, '', { signed: true });
  expect(getField(0x8000_ffff, tap)).toBe(-32768);
  expect(getField(0x8000_ffff, bits('A1', 31, 16, ''))).toBe(32768);
  expect(getField(0xffff_ffff, bits('ALL', 31, 0, ''))).toBe(0xffff_ffff);
  expect(getField(0xffff_ffff, bits('ALL', 31, 0, '', { signed: true }))).toBe(-1);
  expect(setField(0, tap, -1)).toBe(0xffff_0000);
});

describe('what does not fit is refused, not cut', () => {
  const shift = bits('IWBS', 6, 4, 'shift');
  const weight = bits('weight', 7, 0, 'weight', { signed: true });

  it.each([
    [shift, 8, '0..7'],
    [shift, -1, '0..7'],
    [shift, 1.5, '0..7'],
    [shift, Number.NaN, '0..7'],
    [weight, 128, '-128..127'],
    [weight, -129, '-128..127'],
    [weight, Number.POSITIVE_INFINITY, '-128..127'],
    [bits('ALL', 31, 0, ''), 2 ** 32, '0..4294967295'],
  ])('value of $0.name: $1', (field, measured, limit) => {
    expect(() => setField(0, field, measured)).toThrow(
      expect.objectContaining({
        code: 'FIELD_RANGE',
        who: field.name,
        issues: [
          expect.objectContaining({ code: 'FIELD_RANGE', severity: 'error', at: [field.name], measured, limit }),
        ],
      }),
    );
  });

  it.each([-1, 2 ** 32, 0.5, Number.NaN])('word %d', (word) => {
    const refused = expect.objectContaining({ code: 'WORD_RANGE', who: 'IWBS' });
    expect(() => getField(word, shift)).toThrow(refused);
    expect(() => setField(word, shift, 0)).toThrow(refused);
  });
});
