import type { Checked } from '@xylopipe/core';
import type { NirFile, NirGraphData } from '@xylopipe/nir';

/** What reads NIR files: of `@xylopipe/nir/web` in a browser, of `@xylopipe/nir/node` in Node. */
export interface NirReaders {
  readNir(bytes: Uint8Array): Promise<Checked<NirFile>>;
  readNirData(bytes: Uint8Array): Promise<Checked<NirGraphData>>;
}
