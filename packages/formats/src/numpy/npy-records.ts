import { sizeOf, XylopipeError } from '@xylopipe/core';
import { checkLength, type NpyArray, readElements } from './npy.js';
import { ELEMENTS, isStructured, type NpyDtype, parseDescr } from './npy-dtype.js';
import { quoted, readNpyHeader } from './npy-header.js';

interface Field {
  readonly name: string;
  readonly dtype: NpyDtype;
  readonly little: boolean;
  /** In a record, bytes. */
  readonly offset: number;
}

/** One field: `('t', '<i8')`. */
const FIELD = /\(\s*'([^']*)'\s*,\s*'([^']*)'\s*\)\s*(?:,\s*|$)/gy;

/** What `align=True` puts between fields: `('', '|V4')`. */
const PADDING = /^\|V(\d{1,4})$/;

/** Whether a `.npy` file holds records. Throws what is wrong with its header. */
export const holdsRecords = (bytes: Uint8Array): boolean => isStructured(readNpyHeader(bytes).descr);

/**
 * The fields of a `.npy` file of records, `(E)` with a structured type of numbers, as an array `(E)` each.
 * @throws NPY_DTYPE for fields that are no plain numbers, NPY_SHAPE unless the records are a list, and what `npyFromBytes`
 * throws.
 */
export function fieldsFromNpy(bytes: Uint8Array): ReadonlyMap<string, NpyArray> {
  const { descr, shape, offset } = readNpyHeader(bytes);
  const { fields, size } = parseFields(descr);
  if (shape.length !== 1) {
    throw new XylopipeError('NPY_SHAPE', `records are a list (E), these are (${shape.join(', ')})`);
  }
  checkLength(bytes, offset, shape, size);
  return new Map(
    fields.map(({ name, dtype, little, offset: at }) => {
      const data = readElements(bytes, { dtype, little, start: offset + at, stride: size, length: sizeOf(shape) });
      return [name, { dtype, shape, data }];
    }),
  );
}

function parseFields(descr: string): { readonly fields: readonly Field[]; readonly size: number } {
  const list = descr.slice(1, -1).trim();
  const found = [...list.matchAll(FIELD)];
  if (!isStructured(descr) || found.reduce((n, [text]) => n + text.length, 0) !== list.length) {
    throw badFields(descr, 'its fields are not plain numbers');
  }
  const fields: Field[] = [];
  let size = 0;
  for (const [, name = '', type = ''] of found) {
    const padding = name === '' ? PADDING.exec(type)?.[1] : undefined;
    if (padding !== undefined) {
      size += Number(padding);
      continue;
    }
    const { dtype, little } = parseDescr(type);
    fields.push({ name, dtype, little, offset: size });
    size += ELEMENTS[dtype].size;
  }
  if (fields.length === 0) throw badFields(descr, 'it has no fields');
  if (new Set(fields.map(({ name }) => name)).size < fields.length) throw badFields(descr, 'a name is there twice');
  return { fields, size };
}

const badFields = (descr: string, what: string): XylopipeError =>
  new XylopipeError('NPY_DTYPE', `records of type ${quoted(descr)} are not read: ${what}`, {
    hint: 'take fields of numbers such as <i8, <i2 and |b1',
  });
