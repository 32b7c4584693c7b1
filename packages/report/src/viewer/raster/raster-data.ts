import type { LayerRun, LayerTrace } from '@xylopipe/compare';
import { signalOf } from '../../figures/signal.js';
import { counted } from '../../numbers.js';
import type { ReportModel } from '../../report-model.js';
import { type Band, bandsOf, type RasterPart, rowsOf } from './bands.js';
import { type Marks, marksOf, matchSpikes } from './marks.js';
import { type DenseSpikes, type PackedSpikes, packSpikes } from './spikes.js';

/** Everything that a raster shows, packed once. */
export interface RasterData {
  readonly part: RasterPart;
  readonly steps: number;
  /** Seconds per timestep. */
  readonly dt?: number | undefined;
  readonly bands: readonly Band[];
  readonly spikes: PackedSpikes;
  /** Of the second run, aligned to the first. */
  readonly other?: { readonly label: string; readonly spikes: PackedSpikes } | undefined;
  readonly marks: Marks;
  /** What is not shown, and why. */
  readonly notes: readonly string[];
}

/**
 * Packs one part of a model.
 * @param overlay - index in `model.runs` of the run that is laid over the first; its layers are found by name.
 */
export function rasterData(model: ReportModel, part: RasterPart, overlay?: number): RasterData {
  const bands = bandsOf(model, part);
  const rows = rowsOf(bands);
  const run = model.runs[0];
  const steps = part === 'input' ? (model.input?.steps ?? 0) : (run?.steps ?? 0);
  const dt = run?.dt;
  const notes: string[] = [];
  const own = part === 'input' ? inputSpikes(model) : bands.flatMap((band) => recorded(band, band.layer, 0, notes));
  const spikes = packSpikes(own, steps, rows);
  if (spikes.notFinite > 0) notes.push(`${counted(spikes.notFinite, 'cell')} without a number, drawn as if silent`);
  const second = part === 'input' || overlay === undefined ? undefined : model.runs[overlay];
  if (second === undefined) return { part, steps, dt, bands, spikes, marks: marksOf(spikes), notes };
  const other = packSpikes(aligned(bands, second, notes), steps, rows);
  const marks = matchSpikes(spikes, other);
  return { part, steps, dt, bands, spikes, other: { label: second.label, spikes: other }, marks, notes };
}

function inputSpikes({ input }: ReportModel): readonly DenseSpikes[] {
  return input === undefined ? [] : [{ data: input.counts, neurons: input.channels, firstRow: 0, shift: 0 }];
}

/** The layers of another run, each as much earlier as it is behind. */
function aligned(bands: readonly Band[], run: LayerRun, notes: string[]): readonly DenseSpikes[] {
  return bands.flatMap((band) => {
    const layer = run.layers.find(({ name, role }) => name === band.name && role === band.part);
    return recorded(band, layer, (layer?.delay ?? 0) - (band.layer?.delay ?? 0), notes, ` in ${run.label}`);
  });
}

function recorded(
  band: Band,
  layer: LayerTrace | undefined,
  shift: number,
  notes: string[],
  where = '',
): readonly DenseSpikes[] {
  const spikes = layer === undefined ? undefined : signalOf(layer, 'spikes');
  if (spikes === undefined) notes.push(`spikes of ${band.name} were not recorded${where}`);
  else if (spikes.neurons !== band.rows) {
    notes.push(`${band.name} has ${counted(spikes.neurons, 'neuron')}${where}, not ${band.rows}`);
  } else if (band.rows > 0) return [{ data: spikes.data, neurons: band.rows, firstRow: band.firstRow, shift }];
  return [];
}
