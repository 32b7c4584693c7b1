import { Raster } from '@xylopipe/core';
import {
  decodeNir,
  decodeNirData,
  encodeNir,
  encodeNirData,
  exportNir,
  type Hdf5Library,
  nirDataFromRaster,
} from '@xylopipe/nir';
import { ready } from 'h5wasm';
import { networkFromTree } from 'xylopipe';
import type { Example } from '../src/page/example.js';
import type { NirReaders } from '../src/workbench/nir-readers.js';
import type { WorkbenchFile } from '../src/workbench/workbench-file.js';

const library = async (): Promise<Hdf5Library> => (await ready) as unknown as Hdf5Library;

/** What a workbench in Node reads NIR with: no worker is needed for files of ours. */
export const nirReaders: NirReaders = {
  readNir: async (bytes) => decodeNir(await library(), bytes),
  readNirData: async (bytes) => decodeNirData(await library(), bytes),
};

/** The two files of an example as NIR has them: a graph, and data with the timesteps of the network. */
export async function nirFilesOf({ network, raster }: Example, dt: number): Promise<readonly WorkbenchFile[]> {
  const graph = exportNir(networkFromTree(JSON.parse(network.text))).value;
  const data = nirDataFromRaster(Raster.fromNested(JSON.parse(raster.text)), { dt });
  return [
    { name: 'network.nir', bytes: encodeNir(await library(), graph) },
    { name: 'raster.nir', bytes: encodeNirData(await library(), data) },
  ];
}
