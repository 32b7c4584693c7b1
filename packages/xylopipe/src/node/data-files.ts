import { type Evolution, evolutionFromJson, type Raster } from '@xylopipe/core';
import {
  evolutionFromNpz,
  jsonFromBytes,
  type LabelledSet,
  labelledSetFromBytes,
  type RasterSize,
  rasterFromBytes,
} from '@xylopipe/formats';
import { type InputFile, parseInput, readInput } from './input-file.js';

/** The raster in a file, by the ending of its name. Throws what `rasterFromBytes` throws. */
export const rasterFrom = async (file: InputFile, size: RasterSize = {}): Promise<Raster> =>
  parseInput(file, (bytes) => rasterFromBytes(bytes, { fileName: file.path, ...size }).value);

/** Reads a raster: `.npy`, `.npz`, `.json` or `.csv`. Throws `FILE_NOT_READABLE`, and what `rasterFromBytes` throws. */
export const readRaster = async (path: string, size: RasterSize = {}): Promise<Raster> =>
  rasterFrom(await readInput(path), size);

/** Reads an evolution: `.npz` or JSON. Throws `FILE_NOT_READABLE`, and what the codecs throw. */
export async function readEvolution(path: string): Promise<Evolution> {
  return parseInput(await readInput(path), (bytes) =>
    path.endsWith('.npz') ? evolutionFromNpz(bytes) : evolutionFromJson(jsonFromBytes(bytes)),
  );
}

/** Reads labelled rasters: `.npz` or JSON. Throws `FILE_NOT_READABLE`, and what `labelledSetFromBytes` throws. */
export async function readLabelledSet(path: string): Promise<LabelledSet> {
  return parseInput(await readInput(path), (bytes) => labelledSetFromBytes(bytes, { fileName: path }));
}
