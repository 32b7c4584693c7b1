import { readNir, readNirData } from '@xylopipe/nir/web';
import type { NirReaders } from '../workbench/nir-readers.js';

/**
 * Readers of NIR files whose script is unpacked when the first such file comes: it has most of the HDF5 library, which is
 * larger than all the rest of the page, and few need it.
 * @param packed - the script of the worker, compressed as gzip does and written in base 64.
 */
export function packedReaders(packed: Blob): NirReaders {
  let script: Promise<string> | undefined;
  const starter = async (): Promise<() => Worker> => {
    script ??= unpack(packed);
    const url = await script;
    return () => new Worker(url);
  };
  return {
    readNir: async (bytes) => readNir(bytes, { worker: await starter() }),
    readNirData: async (bytes) => readNirData(bytes, { worker: await starter() }),
  };
}

async function unpack(packed: Blob): Promise<string> {
  const bytes = Uint8Array.from(atob(await packed.text()), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return URL.createObjectURL(new Blob([await new Response(stream).blob()], { type: 'text/javascript' }));
}
