import { XylopipeError } from '@xylopipe/core';

/** What the header of a `.npy` file says (NumPy's `numpy.lib.format`, versions 1.0, 2.0 and 3.0). */
export interface NpyHeader {
  /** Element type in NumPy's words: `<f8`, or a list of fields, `[('t', '<i8'), ('x', '<i2')]`. */
  readonly descr: string;
  /** Whether the first index runs fastest instead of the last. */
  readonly fortranOrder: boolean;
  readonly shape: readonly number[];
  /** Where the elements begin, in bytes. */
  readonly offset: number;
}

const MAGIC = [0x93, ...new TextEncoder().encode('NUMPY')];

/** NumPy itself reads no longer header, unless told to. */
const MAX_HEADER_LENGTH = 10_000;

/** The header is a Python dictionary: `'name': 'text'`, `True`, `(3, 4)`, or a list where the type is structured. */
const DICTIONARY = /^\s*\{\s*(.*)\}\s*$/s;
const ITEM = /'(\w+)'\s*:\s*('[^']*'|True|False|\([\dL,\s]*\)|\[.*\])\s*(?:,\s*|$)/gsy;

/** Reads the header alone. Throws `NPY_MAGIC`, `NPY_VERSION`, `NPY_TRUNCATED` or `NPY_HEADER`. */
export function readNpyHeader(bytes: Uint8Array): NpyHeader {
  checkMagic(bytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12) throw truncated(12, bytes.length);
  checkVersion(view.getUint8(6), view.getUint8(7));
  const start = bytes[6] === 1 ? 10 : 12;
  const length = start === 10 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > MAX_HEADER_LENGTH) throw badHeader(`it has ${length} bytes, at most ${MAX_HEADER_LENGTH} are read`);
  const offset = start + length;
  if (bytes.length < offset) throw truncated(offset, bytes.length);
  return { ...parseHeader(new TextDecoder().decode(bytes.subarray(start, offset))), offset };
}

/** The bytes before the elements of a row-major array: version 1.0, padded so that the elements are aligned to 64 bytes. */
export function writeNpyHeader(descr: string, shape: readonly number[]): Uint8Array {
  const dimensions = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${dimensions}), }`;
  const length = Math.ceil((10 + text.length + 1) / 64) * 64;
  const header = new Uint8Array(length).fill(0x20);
  header.set([...MAGIC, 1, 0, (length - 10) & 255, (length - 10) >> 8]);
  header.set(new TextEncoder().encode(text), 10);
  header[length - 1] = 0x0a;
  return header;
}

function checkMagic(bytes: Uint8Array): void {
  if (MAGIC.every((byte, i) => bytes[i] === byte)) return;
  const first = Array.from(bytes.subarray(0, MAGIC.length), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  throw new XylopipeError('NPY_MAGIC', `not a .npy file: it begins with ${first === '' ? 'nothing' : first}`, {
    hint: isZip ? 'this is a zip archive: read it as .npz' : 'write it with numpy.save',
  });
}

function checkVersion(major: number, minor: number): void {
  if (major >= 1 && major <= 3 && minor === 0) return;
  throw new XylopipeError('NPY_VERSION', `.npy version ${major}.${minor} is not known; have: 1.0, 2.0, 3.0`, {
    hint: 'write it again with numpy.save',
  });
}

function parseHeader(text: string): Omit<NpyHeader, 'offset'> {
  const body = DICTIONARY.exec(text)?.[1];
  if (body === undefined) throw badHeader(`it is no dictionary: ${quoted(text)}`);
  const found = [...body.matchAll(ITEM)];
  const items = new Map(found.map(([, key, value]) => [key, value]));
  if (found.reduce((n, [item]) => n + item.length, 0) !== body.length || items.size !== found.length) {
    throw badHeader(`it cannot be understood: ${quoted(text)}`);
  }
  const { descr, fortran_order, shape, ...others } = Object.fromEntries(items) as Record<string, string | undefined>;
  if (!/^['[]/.test(descr ?? '') || !/^(True|False)$/.test(fortran_order ?? '') || !shape?.startsWith('(')) {
    throw badHeader(`it needs descr, fortran_order and shape: ${quoted(text)}`);
  }
  if (Object.keys(others).length > 0) throw badHeader(`it has unknown keys: ${Object.keys(others).join(', ')}`);
  const type = (descr as string).replace(/^'(.*)'$/, '$1');
  return { descr: type, fortranOrder: fortran_order === 'True', shape: parseShape(shape) };
}

/** `(3, 4)`, `(3,)` and `()`; Python 2 wrote `(3L, 4L)`. */
function parseShape(text: string): readonly number[] {
  const sizes = text.slice(1, -1).trim().replace(/,$/, '').split(',');
  if (sizes.length === 1 && sizes[0] === '') return [];
  return sizes.map((size) => {
    const n = /^\s*\d+L?\s*$/.test(size) ? Number.parseInt(size, 10) : Number.NaN;
    if (!Number.isSafeInteger(n)) throw badHeader(`its shape is ${quoted(text)}`);
    return n;
  });
}

/** `needed` and `found` count bytes. */
export const truncated = (needed: number, found: number): XylopipeError =>
  new XylopipeError('NPY_TRUNCATED', `the .npy file is cut off: it needs ${needed} bytes, there are ${found}`, {
    hint: 'copy or download the file again',
  });

const badHeader = (what: string): XylopipeError =>
  new XylopipeError('NPY_HEADER', `the .npy header is damaged: ${what}`, { hint: 'write it again with numpy.save' });

/** The beginning of a text from a header, for people. */
export const quoted = (text: string): string => JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}…` : text);
