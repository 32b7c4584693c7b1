import { jsonFromBytes, textFromBytes } from '../bytes/text.js';
import { npyFilesFromNpz } from '../numpy/npz.js';

/** Kinds of files that a raster is read from. */
export type RasterFormat = 'npy' | 'npz' | 'json' | 'csv';

/** A file, unpacked so far that it shows whether it holds counts or events. */
export type OpenedFile =
  | { readonly format: 'npy'; readonly bytes: Uint8Array }
  /** By their names. */
  | { readonly format: 'npz'; readonly arrays: ReadonlyMap<string, Uint8Array> }
  | { readonly format: 'json'; readonly json: unknown }
  | { readonly format: 'csv'; readonly text: string };

/** Throws what is wrong with the packing. */
export function openFile(bytes: Uint8Array, format: RasterFormat): OpenedFile {
  switch (format) {
    case 'npy':
      return { format, bytes };
    case 'npz':
      return { format, arrays: npyFilesFromNpz(bytes) };
    case 'json':
      return { format, json: jsonFromBytes(bytes) };
    case 'csv':
      return { format, text: textFromBytes(bytes) };
  }
}
