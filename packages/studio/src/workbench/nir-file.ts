import type { Checked, Issue, NetworkTree, Raster } from '@xylopipe/core';
import { type ConversionEntry, importNir, rasterFromNirData } from '@xylopipe/nir';
import type { NirReaders } from './nir-readers.js';
import type { WorkbenchFile } from './workbench-file.js';

/** Whether a file has the ending of a NIR file. */
export const isNir = ({ name }: WorkbenchFile): boolean => /\.(nir|h5|hdf5)$/i.test(name);

/** Whether a NIR file holds data and no graph: its root says so, in a text that HDF5 does not pack. */
export const holdsNirData = ({ bytes }: WorkbenchFile): boolean =>
  new TextDecoder('latin1').decode(bytes).includes('NIRGraphData');

/** The network in a NIR file, with a warning for every change that may show in its spikes. */
export async function networkFromNir(bytes: Uint8Array, { readNir }: NirReaders): Promise<Checked<NetworkTree>> {
  const file = await readNir(bytes);
  const { value, issues } = importNir(file.value);
  return { value: value.network, issues: [...file.issues, ...issues, ...value.report.flatMap(warningOf)] };
}

/** @param dt - in seconds, by which events are counted. */
export async function rasterFromNir(
  bytes: Uint8Array,
  { readNirData }: NirReaders,
  dt: number | undefined,
): Promise<Checked<Raster>> {
  const { value, issues } = await readNirData(bytes);
  const raster = rasterFromNirData(value, { dt });
  return { value: raster.value, issues: [...issues, ...raster.issues] };
}

function warningOf({ node, change, what, why, expectedError }: ConversionEntry): readonly Issue[] {
  if (expectedError?.value === 0) return [];
  const at = node === '' ? [] : [node];
  return [{ code: `NIR_${change}`, severity: 'warning', at, message: what, hint: why }];
}
