import { XylopipeError } from '@xylopipe/core';
import { deflateSync, strFromU8, strToU8 } from 'fflate';
import type { ReportModel } from '../report-model.js';
import { inflateWithin, joined } from './inflate-within.js';
import { isModel } from './model-form.js';
import { fromPacked, type Packed, toPacked } from './tree.js';

/** First bytes of what is deflated; the digit is the version. */
const MAGIC = 'xylopipe/report 1\n';

/** Bytes of a model, before it is deflated and after: larger ones are no page that anybody opens. */
const MOST_BYTES = 2 ** 29;

/**
 * A model as text that may stand anywhere in HTML: base64 of deflated bytes, which are a JSON and all arrays behind it,
 * those that are mostly 0 (spikes, weights) as gaps and values. `unpackModel` gives it back exactly, but for members that
 * are `undefined`, which are absent then.
 * @throws REPORT_TOO_LARGE if it has more than 512 MiB.
 */
export function packModel(model: ReportModel): string {
  const pieces: Uint8Array[] = [];
  const json = strToU8(JSON.stringify(toPacked(model, pieces)));
  const all = [strToU8(MAGIC), lengthBytes(json.length), json, ...pieces];
  const size = all.reduce((sum, piece) => sum + piece.length, 0);
  if (size > MOST_BYTES) {
    throw new XylopipeError('REPORT_TOO_LARGE', `a report of ${size} bytes is too large`, {
      hint: `record fewer signals or timesteps: a report has room for ${MOST_BYTES} bytes`,
    });
  }
  return btoa(strFromU8(deflateSync(joined(all, size)), true));
}

/** The model that was packed. Throws `REPORT_INVALID` if `text` is not a packed model, or a part of one. */
export function unpackModel(text: string): ReportModel {
  try {
    const bytes = inflateWithin(strToU8(atob(text), true), MOST_BYTES);
    const magic = strFromU8(bytes.subarray(0, MAGIC.length), true);
    if (magic !== MAGIC) throw new TypeError('it begins otherwise');
    let at = MAGIC.length;
    const take = (length: number): Uint8Array => {
      if (!(Number.isInteger(length) && length >= 0)) throw new TypeError('a length is no whole number');
      if (at + length > bytes.length) throw new RangeError('it ends too early');
      at += length;
      return bytes.subarray(at - length, at);
    };
    const size = new DataView(bytes.buffer, bytes.byteOffset + at, 4).getUint32(0, true);
    at += 4;
    const packed: Packed = JSON.parse(strFromU8(take(size)));
    const model = fromPacked(packed, { take, room: MOST_BYTES });
    if (at < bytes.length) throw new RangeError('it goes on behind its end');
    if (!isModel(model)) throw new TypeError('it is no model');
    return model;
  } catch (cause) {
    throw new XylopipeError('REPORT_INVALID', 'this is no packed report of this version', {
      hint: 'write the report again, with this version',
      cause,
    });
  }
}

function lengthBytes(length: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, length, true);
  return bytes;
}
