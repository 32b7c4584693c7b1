import type { LayerTrace } from '@xylopipe/compare';
import type { ReportModel } from '../../report-model.js';

/** What a raster is of. */
export type RasterPart = 'input' | 'hidden' | 'output';

/** All of them, in the data's way. */
export const RASTER_PARTS: readonly RasterPart[] = ['input', 'hidden', 'output'];

/** A layer, and its rows in a raster. */
export interface Band {
  readonly name: string;
  readonly part: RasterPart;
  readonly firstRow: number;
  readonly rows: number;
  /** Hardware id of each row. */
  readonly ids: readonly number[];
  /** What was recorded of it; absent for the input. */
  readonly layer?: LayerTrace | undefined;
}

/** A neuron, where it is drawn. */
export interface RowNeuron {
  readonly band: Band;
  /** Within the layer. */
  readonly neuron: number;
  readonly row: number;
  readonly id: number;
}

/** The rows of one part of a model's first run, layer by layer. */
export function bandsOf(model: Pick<ReportModel, 'input' | 'runs'>, part: RasterPart): readonly Band[] {
  if (part === 'input') {
    const { input } = model;
    if (input === undefined) return [];
    const ids = Array.from({ length: input.channels }, (_, i) => i);
    return [{ name: 'input', part, firstRow: 0, rows: input.channels, ids }];
  }
  const bands: Band[] = [];
  let firstRow = 0;
  for (const layer of model.runs[0]?.layers ?? []) {
    if (layer.role !== part) continue;
    const rows = layer.ids.length;
    bands.push({ name: layer.name, part, firstRow, rows, ids: layer.ids, layer });
    firstRow += rows;
  }
  return bands;
}

/** Number of rows of all bands. */
export const rowsOf = (bands: readonly Band[]): number => bands.reduce((rows, band) => rows + band.rows, 0);

/** The neuron of a row; `undefined` outside. */
export function neuronAt(bands: readonly Band[], row: number): RowNeuron | undefined {
  const band = bands.find(({ firstRow, rows }) => row >= firstRow && row < firstRow + rows);
  if (band === undefined) return undefined;
  const neuron = row - band.firstRow;
  return { band, neuron, row, id: band.ids[neuron] ?? neuron };
}
