import { XylopipeError } from '@xylopipe/core';
import { checkLength } from './npy.js';
import { readNpyHeader, writeNpyHeader } from './npy-header.js';

/** NumPy's text: `n` code points of 4 bytes per string, filled up with zeros. */
const DESCR = /^([<>])U([1-9]\d{0,3})$/;
const LAST_CODE_POINT = 0x10ffff;

/** Reads a `.npy` file of text, `(N)` of type `U`. Throws what `npyFromBytes` throws, and `NPY_SHAPE` unless it has one dimension. */
export function textsFromNpy(bytes: Uint8Array): readonly string[] {
  const { descr, shape, offset } = readNpyHeader(bytes);
  const [, order, width] = DESCR.exec(descr) ?? [];
  if (width === undefined) {
    throw new XylopipeError('NPY_DTYPE', `elements of type '${descr}' are not text`, {
      hint: "convert them, e.g. array.astype('U')",
    });
  }
  if (shape.length !== 1) {
    throw new XylopipeError('NPY_SHAPE', `a list of texts has one dimension, this has ${shape.length}`);
  }
  const size = Number(width);
  checkLength(bytes, offset, shape, size * 4);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: shape[0] as number }, (_, i) => {
    const codes = Array.from({ length: size }, (_, k) => view.getUint32(offset + (i * size + k) * 4, order === '<'));
    if (codes.some((code) => code > LAST_CODE_POINT)) throw notText(i);
    return String.fromCodePoint(...codes.slice(0, codes.findLastIndex((code) => code !== 0) + 1));
  });
}

/** Writes a `.npy` file of text. Throws `NPY_VALUE` for a text that ends with a zero character, which NumPy would drop. */
export function textsToNpy(texts: readonly string[]): Uint8Array {
  const codes = texts.map((text) => Array.from(text, (character) => character.codePointAt(0) as number));
  const width = Math.max(1, ...codes.map((list) => list.length));
  const header = writeNpyHeader(`<U${width}`, [texts.length]);
  const bytes = new Uint8Array(header.length + texts.length * width * 4);
  bytes.set(header);
  const view = new DataView(bytes.buffer, header.length);
  codes.forEach((list, i) => {
    if (list.at(-1) === 0) throw notText(i);
    list.forEach((code, k) => {
      view.setUint32((i * width + k) * 4, code, true);
    });
  });
  return bytes;
}

const notText = (index: number): XylopipeError =>
  new XylopipeError('NPY_VALUE', `element ${index} holds something else than text`);
