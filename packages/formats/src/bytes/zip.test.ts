import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { damaged } from '../../test/damage.js';
import { problems, refusal } from '../../test/refusal.js';
import { filesFromZip, filesToZip } from './zip.js';

const text = (s: string): Uint8Array => new TextEncoder().encode(s);
const files = new Map([
  ['b.npy', text('stored or deflated, stored or deflated')],
  ['a/ü.npy', text('')],
  ['a.npy', new Uint8Array(5000)],
]);

/** The archive with a number written over, counted from its directory's first entry or, if negative, from its end. */
function patched(at: number, value: number, bytes = 4, compress = true): Uint8Array {
  const zip = filesToZip(files, compress);
  const view = new DataView(zip.buffer);
  const directory = view.getUint32(zip.length - 6, true);
  const where = at < 0 ? zip.length + at : directory + at;
  if (bytes === 4) view.setUint32(where, value, true);
  else view.setUint16(where, value, true);
  return zip;
}

describe('zip archive', () => {
  it.each([true, false])('comes back in its order, compress: %s', (compress) => {
    expect([...filesFromZip(filesToZip(files, compress))]).toEqual([...files]);
  });

  it('of nothing comes back', () => {
    expect(filesFromZip(filesToZip(new Map(), true)).size).toBe(0);
  });

  it('has the same bytes whenever it is written', () => {
    expect(filesToZip(files, true)).toEqual(filesToZip(new Map(files), true));
    // 1980-01-01 00:00:00 in the DOS format, whatever the time zone.
    expect(Array.from(filesToZip(files, true).subarray(10, 14))).toEqual([0, 0, 0x21, 0]);
  });

  it('is read out of a larger buffer, and a Buffer', () => {
    const zip = filesToZip(files, true);
    const buffer = new Uint8Array(zip.length + 20);
    buffer.set(zip, 7);
    expect([...filesFromZip(buffer.subarray(7, 7 + zip.length))]).toEqual([...files]);
    expect([...filesFromZip(Buffer.from(zip))].map(([name]) => name)).toEqual([...files.keys()]);
  });

  it('may end with a comment', () => {
    const zip = filesToZip(files, true);
    const commented = new Uint8Array([...zip, ...text('hello')]);
    new DataView(commented.buffer).setUint16(zip.length - 2, 5, true);
    expect(filesFromZip(commented).size).toBe(3);
  });

  it.each([
    ['a checksum that differs', patched(16, 1), ['ZIP_ENTRY b.npy'], 'checksum'],
    ['a size that differs', patched(24, 37), ['ZIP_ENTRY b.npy'], 'checksum'],
    ['a size that no data can unpack to', patched(24, 4e9), ['ZIP_ENTRY b.npy'], 'cannot unpack to 4000000000'],
    ['a stored size that differs', patched(24, 39, 4, false), ['ZIP_ENTRY b.npy'], 'cannot unpack'],
    ['data outside of the file', patched(42, 4e9), ['ZIP_ENTRY b.npy'], 'its data are missing'],
    ['encryption', patched(8, 1, 2), ['ZIP_ENTRY b.npy'], 'encrypted'],
    ['an unknown method', patched(10, 12, 2), ['ZIP_ENTRY b.npy'], 'method 12'],
    ['more entries than there are', patched(-12, 9, 2), [], 'entry 3 of its directory is missing'],
    ['entries larger than the file', patched(20, 1e6), [], 'bytes of'],
    ['zip64', patched(-6, 0xffffffff), [], 'zip64'],
    ['no directory', text('PK'), [], 'no directory'],
    ['nothing', new Uint8Array(0), [], 'no directory'],
  ])('is refused with %s', (_, zip, issues, message) => {
    const error = refusal(() => filesFromZip(zip));
    expect(error).toMatchObject({ code: 'ZIP_INVALID', message: expect.stringContaining(message) });
    expect(problems(() => filesFromZip(zip))).toEqual(issues);
  });

  it('is refused with two entries of one name', () => {
    const twins = filesToZip(
      new Map([
        ['a.npy', text('1')],
        ['b.npy', text('2')],
      ]),
      false,
    );
    const at = twins.lastIndexOf(text('b')[0] as number);
    twins[at] = text('a')[0] as number;
    expect(problems(() => filesFromZip(twins))).toEqual(['ZIP_ENTRY a.npy']);
  });

  it('damaged in any way gives the right contents or a refusal', () => {
    const contents = new Set([...files.values()].map(String));
    fc.assert(
      fc.property(
        fc.boolean().chain((compress) => damaged(filesToZip(files, compress))),
        (zip) => {
          try {
            for (const file of filesFromZip(zip).values()) expect(contents).toContain(String(file));
          } catch (error) {
            expect(error).toMatchObject({ code: 'ZIP_INVALID' });
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
