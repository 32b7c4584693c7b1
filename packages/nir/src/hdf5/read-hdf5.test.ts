import { ready } from 'h5wasm';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../test/refusal.js';
import { LibraryErrors } from './library-errors.js';
import { group, numbers, type RawGroup, type RawObject, type RawValue, text } from './raw-tree.js';
import { readHdf5 } from './read-hdf5.js';
import { writeHdf5 } from './write-hdf5.js';

const library = await ready;

const list = (length: number): RawObject => numbers({ shape: [length], data: new Uint8Array(length) });
const nested = (depth: number): RawGroup => group(depth === 0 ? [] : [['g', nested(depth - 1)]]);

/** The file with another number wherever it says this one in 8 bytes. */
function declaring(file: Uint8Array, before: number, after: number): Uint8Array {
  const bytes = file.slice();
  const view = new DataView(bytes.buffer);
  for (let at = 0; at + 8 <= bytes.length; at++) {
    if (view.getBigUint64(at, true) === BigInt(before)) view.setBigUint64(at, BigInt(after), true);
  }
  return bytes;
}

describe('readHdf5', () => {
  it('gives back what was written', () => {
    const tree = group([
      ['a', group([])],
      ['b', numbers({ shape: [2, 1], data: Int16Array.of(-1, 2) })],
      ['c', { kind: 'strings', shape: [2], values: ['', 'ü€𝄞'] }],
      ['d', numbers({ shape: [0, 3], data: new Float32Array(0) })],
      ['e', numbers({ shape: [], data: Float64Array.of(-7), dtype: 'int64' })],
    ]);
    for (const compression of ['gzip', 'none'] as const) {
      expect(readHdf5(library, writeHdf5(library, tree, compression))).toEqual(tree);
    }
  });

  it('gives back attributes of groups where they are asked for', () => {
    const attributes: [string, RawValue][] = [
      ['__type__', text('ü')],
      ['dt', numbers({ shape: [], data: Float64Array.of(0.001) })],
      ['n', numbers({ shape: [2], data: Float64Array.of(-7, 2 ** 53 - 1), dtype: 'int64' })],
      ['names', { kind: 'strings', shape: [2], values: ['', 'b'] }],
    ];
    const tree = group([['g', group([['x', list(2)]], attributes)]], []);
    const file = writeHdf5(library, tree);
    expect(readHdf5(library, file, {}, true)).toEqual(tree);
    expect(readHdf5(library, file)).toEqual(group([['g', group([['x', list(2)]])]]));
    const { issues } = refusal(() => readHdf5(library, file, { objects: 5 }, true));
    expect(issues[0]).toMatchObject({ code: 'NIR_TOO_LARGE', at: ['g'], measured: 6, limit: 5 });
    expect(refusal(() => readHdf5(library, file, { elements: 3 }, true))).toMatchObject({ code: 'NIR_TOO_LARGE' });
    const unwritable = group([], [['a/b', { kind: 'other', what: 'nothing' }]]);
    expect(refusal(() => writeHdf5(library, unwritable)).issues.map(({ code }) => code)).toEqual([
      'NIR_NAME_INVALID',
      'NIR_VALUE_INVALID',
    ]);
  });

  it.each([
    ['nothing', new Uint8Array(0), 'no HDF5 file'],
    ['a text', new TextEncoder().encode('{"version": "1.0"}'), 'no HDF5 file'],
    ['the beginning of a file', writeHdf5(library, group([['a', text('x')]])).subarray(0, 1000), 'truncated'],
    ['a signature alone', Uint8Array.of(0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a), 'cannot be opened'],
  ])('refuses %s', (_, bytes, message) => {
    expect(refusal(() => readHdf5(library, bytes))).toMatchObject({
      code: 'NIR_FILE_INVALID',
      message: expect.stringContaining(message),
      hint: expect.any(String),
    });
  });

  it('reads nothing of declared terabytes', () => {
    const inChunks = writeHdf5(library, group([['x', list(12_345)]]));
    const { code, issues } = refusal(() => readHdf5(library, declaring(inChunks, 12_345, 2 ** 42)));
    expect(code).toBe('NIR_TOO_LARGE');
    expect(issues).toMatchObject([{ at: ['x'], measured: 2 ** 42, limit: 2 ** 25 }]);
    // The library itself sees that one piece of that size is not in the file.
    const inOnePiece = writeHdf5(library, group([['x', list(12_345)]]), 'none');
    expect(refusal(() => readHdf5(library, declaring(inOnePiece, 12_345, 2 ** 42))).code).toBe('NIR_FILE_INVALID');
  });

  it('counts a text of fixed size by its bytes, and others by their characters', () => {
    const tree = group([['long', text('x'.repeat(8000))]]);
    expect(readHdf5(library, writeHdf5(library, tree), { elements: 1010 })).toEqual(tree);
    const { issues } = refusal(() => readHdf5(library, writeHdf5(library, tree), { elements: 900 }));
    expect(issues).toMatchObject([{ code: 'NIR_TOO_LARGE', at: ['long'], limit: 900 }]);
  });

  it.each([
    ['fileSize', 100, 'bytes'],
    ['elements', 10, 'elements'],
    ['objects', 4, 'groups and datasets'],
    ['depth', 3, 'deep'],
    ['nameLength', 5, 'name'],
  ] as const)('holds the limit %s', (name, limit, words) => {
    const tree = group([
      ['a', list(9)],
      ['b', list(9)],
      ['long name', nested(5)],
    ]);
    const { code, issues } = refusal(() => readHdf5(library, writeHdf5(library, tree), { [name]: limit }));
    expect(code).toBe('NIR_TOO_LARGE');
    expect(issues[0]).toMatchObject({ limit, message: expect.stringContaining(words) });
    expect(issues[0]?.measured).toBeGreaterThan(limit);
    expect(issues[0]?.hint).toContain(`limits.${name}`);
  });

  it('tells everything that is too large', () => {
    const tree = group(['a', 'b', 'c'].map((name) => [name, list(100)]));
    const { issues } = refusal(() => readHdf5(library, writeHdf5(library, tree), { elements: 50 }));
    expect(issues.map(({ at }) => at)).toEqual([['a'], ['b'], ['c']]);
  });

  it.each([0, -1, 1.5, Number.NaN])('takes no limit of %d', (depth) => {
    expect(refusal(() => readHdf5(library, new Uint8Array(0), { depth })).code).toBe('OPTIONS_INVALID');
  });

  it('does not walk a million groups that a small file holds by linking to each twice', async () => {
    const file = LibraryErrors.during(library, () => {
      const { H5F_ACC_TRUNC, H5F_LIBVER_EARLIEST, H5F_LIBVER_LATEST } = library;
      const id = library.open('/bomb.h5', H5F_ACC_TRUNC, false, H5F_LIBVER_EARLIEST, H5F_LIBVER_LATEST);
      library.create_group(id, '/g0', false);
      for (let i = 1; i <= 20; i++) {
        library.create_group(id, `/g${i}`, false);
        for (const link of ['a', 'b']) library.create_hard_link(id, `/g${i - 1}`, `/g${i}/${link}`);
      }
      library.close_file(id);
      return library.FS.readFile('/bomb.h5');
    });
    const { code, issues } = refusal(() => readHdf5(library, file, { objects: 5000 }));
    expect(code).toBe('NIR_TOO_LARGE');
    expect(issues[0]).toMatchObject({ measured: 5001, limit: 5000 });
  });

  it('follows no group into itself for ever', () => {
    const id = library.open('/loop.h5', library.H5F_ACC_TRUNC, false, -1, -1);
    library.create_group(id, '/node', false);
    library.create_hard_link(id, '/node', '/node/again');
    library.create_soft_link(id, '/nowhere', '/gone');
    library.close_file(id);
    const file = library.FS.readFile('/loop.h5');
    const { issues } = refusal(() => readHdf5(library, file));
    expect(issues).toMatchObject([{ measured: 65, limit: 64 }]);
  });

  it('keeps links to nowhere and types without a place in NIR as such', () => {
    const id = library.open('/odd.h5', library.H5F_ACC_TRUNC, false, -1, -1);
    library.create_soft_link(id, '/nowhere', '/gone');
    library.create_external_link(id, '/etc/passwd', '/', '/out');
    library.close_file(id);
    const { members } = readHdf5(library, library.FS.readFile('/odd.h5'));
    expect([...members.values()].map(({ kind }) => kind)).toEqual(['other', 'other']);
  });

  it('prints nothing, and leaves no file behind', () => {
    const before = library.FS.readdir('/');
    refusal(() => readHdf5(library, writeHdf5(library, group([['a', text('x')]])).subarray(0, 1000)));
    expect(library.FS.readdir('/')).toEqual(before);
  });
});
