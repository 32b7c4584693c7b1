import { type Issue, refuseOnErrors, XylopipeError } from '@xylopipe/core';
import { inflateSync, zipSync } from 'fflate';
import { crc32 } from './crc32.js';
import { MAX_DEFLATE_RATIO } from './inflation.js';

/** Signatures of the three records that are read here (PKWARE APPNOTE 4.3). */
const LOCAL = 0x04034b50;
const ENTRY = 0x02014b50;
const END = 0x06054b50;
const END_SIZE = 22;
const MAX_COMMENT = 0xffff;

/** One file of an archive, as its directory describes it. */
interface Entry {
  readonly name: string;
  readonly encrypted: boolean;
  readonly method: number;
  readonly crc: number;
  /** Sizes in bytes, compressed and not. */
  readonly packed: number;
  readonly size: number;
  /** Where the local record begins. */
  readonly offset: number;
}

/**
 * All files of a zip archive by name, in the order of its directory. fflate inflates, but the directory is read here:
 * fflate looks at no checksum and allocates whatever size an entry claims.
 * @throws ZIP_INVALID with one issue per damaged entry.
 */
export function filesFromZip(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = readDirectory(view, bytes);
  const files = new Map<string, Uint8Array>();
  const issues: Issue[] = [];
  for (const entry of entries) {
    const file = files.has(entry.name) ? 'there are two entries of this name' : unpack(entry, view, bytes);
    if (typeof file !== 'string') files.set(entry.name, file);
    else issues.push({ code: 'ZIP_ENTRY', severity: 'error', at: [entry.name], message: file });
  }
  refuseOnErrors(issues, 'ZIP_INVALID', 'the archive is damaged', { hint: DAMAGED });
  return files;
}

/** A zip archive; the same files give the same bytes, whatever the time and place. */
export function filesToZip(files: ReadonlyMap<string, Uint8Array>, compress: boolean): Uint8Array {
  // fflate writes the local time: this is the archive's earliest date in every time zone.
  const mtime = new Date(1980, 0, 1);
  return zipSync(Object.fromEntries(files), { mtime, level: compress ? 6 : 0 });
}

const DAMAGED = 'copy or download the file again';

function readDirectory(view: DataView, bytes: Uint8Array): readonly Entry[] {
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  const start = view.getUint32(end + 16, true);
  if (count === 0xffff || start === 0xffffffff) {
    throw new XylopipeError('ZIP_INVALID', 'archives of more than 4 GiB or 65534 files (zip64) are not read', {
      hint: 'save fewer or smaller arrays per file',
    });
  }
  const entries: Entry[] = [];
  let packed = 0;
  for (let i = 0, at = start; i < count; i++) {
    if (at + 46 > end || view.getUint32(at, true) !== ENTRY) throw damaged(`entry ${i} of its directory is missing`);
    const nameEnd = at + 46 + view.getUint16(at + 28, true);
    const entry = {
      name: new TextDecoder().decode(bytes.subarray(at + 46, nameEnd)),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    };
    packed += entry.packed;
    entries.push(entry);
    at = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  // Entries that share their data would multiply what a small archive unpacks to.
  if (packed > bytes.length) throw damaged(`its entries claim ${packed} bytes of ${bytes.length}`);
  return entries;
}

/** The end record is the last thing in the archive but for a comment. */
function findEnd(view: DataView): number {
  const last = view.byteLength - END_SIZE;
  for (let at = last; at >= Math.max(0, last - MAX_COMMENT); at--) {
    if (view.getUint32(at, true) === END) return at;
  }
  throw damaged(`there is no directory at the end of its ${view.byteLength} bytes`);
}

/** The contents of an entry, or what is wrong with it. */
function unpack({ encrypted, method, crc, packed, size, offset }: Entry, view: DataView, bytes: Uint8Array) {
  if (encrypted) return 'it is encrypted';
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== LOCAL) return 'its data are missing';
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  const data = bytes.subarray(start, start + packed);
  if (data.length !== packed) return `it needs ${packed} bytes, there are ${data.length}`;
  if (method !== 0 && method !== 8) return `compression method ${method} is neither stored (0) nor deflate (8)`;
  if (size > (method === 0 ? packed : packed * MAX_DEFLATE_RATIO)) return `${packed} bytes cannot unpack to ${size}`;
  const file = method === 0 ? data : inflate(data, size);
  return file !== undefined && file.length === size && crc32(file) === crc ? file : 'its checksum does not match';
}

function inflate(data: Uint8Array, size: number): Uint8Array | undefined {
  try {
    return inflateSync(data, { out: new Uint8Array(size) });
  } catch {
    return undefined;
  }
}

const damaged = (what: string): XylopipeError =>
  new XylopipeError('ZIP_INVALID', `not a whole zip archive: ${what}`, { hint: DAMAGED });
