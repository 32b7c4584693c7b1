import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../test/refusal.js';
import { npyToBytes } from './npy.js';
import { textsFromNpy, textsToNpy } from './npy-text.js';

const ascii = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes);
const replaced = (bytes: Uint8Array, from: string, to: string): Uint8Array =>
  Uint8Array.from(ascii(bytes).replace(from, to), (c) => c.charCodeAt(0));

describe('texts of a .npy file', () => {
  it('come back', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 8 }).filter((s) => !s.includes('\0'));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 5 }), (texts) => {
        expect(textsFromNpy(textsToNpy(texts))).toEqual(texts);
      }),
    );
  });

  it('are as wide as the longest, in code points', () => {
    expect(ascii(textsToNpy(['a', '𝄞x', '']))).toContain("'<U2'");
    expect(ascii(textsToNpy([]))).toContain("'<U1'");
  });

  it('are read in either byte order', () => {
    const little = textsToNpy(['A']);
    const big = replaced(little, '<U1', '>U1');
    big.set([0, 0, 0, 65], big.length - 4);
    expect(textsFromNpy(big)).toEqual(['A']);
  });

  it.each([
    ['numbers', npyToBytes({ shape: [1], data: Int8Array.of(1) }), 'NPY_DTYPE'],
    ['no width', replaced(textsToNpy(['a']), '<U1', '<U0'), 'NPY_DTYPE'],
    ['a width that no text has', replaced(textsToNpy(['a']), '<U1', '<U99999'), 'NPY_DTYPE'],
    ['two dimensions', replaced(textsToNpy(['a']), '(1,)', '(1,1)'), 'NPY_SHAPE'],
    ['more texts than there are', replaced(textsToNpy(['a']), '(1,)', '(9,)'), 'NPY_TRUNCATED'],
    ['no code point', textsToNpy(['a']).fill(255, -4), 'NPY_VALUE'],
  ])('are refused with %s', (_, bytes, code) => {
    expect(refusal(() => textsFromNpy(bytes)).code).toBe(code);
  });

  it('are not written where NumPy would drop their end', () => {
    expect(refusal(() => textsToNpy(['ok', 'a\0'])).code).toBe('NPY_VALUE');
  });
});
