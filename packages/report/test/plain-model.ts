import type { LayerRun, LayerTrace } from '@xylopipe/compare';
import { Raster } from '@xylopipe/core';
import type { ReportModel } from '../src/report-model.js';
import { layer as recorded } from './runs.js';

/** A layer with what is told of it; nothing recorded where nothing is told. */
export const layer = (
  name: string,
  role: 'hidden' | 'output',
  ids: readonly number[],
  rows: Parameters<typeof recorded>[1] = {},
  { delay = 0, threshold = 1 } = {},
): LayerTrace => recorded(name, rows, { role, ids, delay, threshold: ids.map(() => threshold) });

/** A run of some layers. */
export const run = (label: string, steps: number, layers: readonly LayerTrace[]): LayerRun => ({
  label,
  steps,
  layers,
});

/** A model of one run of two timesteps with an input of two channels, and what else is given. */
export function model({
  layers = [],
  ...rest
}: Partial<ReportModel> & { readonly layers?: readonly LayerTrace[] }): ReportModel {
  const input = Raster.fromNested([
    [0, 1],
    [3, 0],
  ]);
  return { title: 'plain', input, runs: [run('simulator', 2, layers)], issues: [], ...rest };
}
