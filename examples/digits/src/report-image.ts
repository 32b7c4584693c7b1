import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Raster } from '@xylopipe/core';
import { inputBand, type ReportModel, rasterFigure, renderReport, spikeBands, tracesFigure } from '@xylopipe/report';

/** Neurons whose states are drawn. */
const TRACES = 4;

/** Writes the report of a run, and its main figures one by one. Returns the path of the report. */
export function reportImage(folder: string, model: ReportModel & { readonly input: Raster }): string {
  const [run] = model.runs;
  const hidden = run?.layers.findLast(({ role }) => role === 'hidden');
  if (run === undefined || hidden === undefined) throw new Error('a digit needs a run with hidden neurons');
  const traces = { most: TRACES, dt: run.dt };
  const files = {
    'input.svg': rasterFigure([inputBand(model.input)], { title: 'Input spikes', dt: run.dt }),
    'hidden.svg': rasterFigure(spikeBands(run, 'hidden'), { title: 'Hidden spikes', dt: run.dt }),
    'output.svg': rasterFigure(spikeBands(run, 'output'), { title: 'Output spikes', dt: run.dt }),
    'vmem.svg': tracesFigure(hidden, { ...traces, signal: 'vmem' }),
    'isyn.svg': tracesFigure(hidden, { ...traces, signal: 'isyn' }),
    'index.html': renderReport(model),
  };
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return join(folder, 'index.html');
}
