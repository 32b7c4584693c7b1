import { counted } from '../numbers.js';
import { blank, drawn, type FigureOptions, sheetFor } from '../svg/figure.js';
import { px, text } from '../svg/text.js';
import { bands, bandsHeight } from './bands.js';
import { type Grid, leftOut, notNumbers, type RasterBand, timeLabel } from './signal.js';
import { type MarkKind, spikeMarks } from './spike-marks.js';

/** How a raster is drawn. */
export interface RasterFigureOptions extends FigureOptions {
  /** Seconds per timestep, for the axis. Default: the axis has timesteps alone. */
  readonly dt?: number | undefined;
}

/** Lengths and shades of marks; counts are spread over them. */
const LEVELS = 4;

/** Spikes over time, a band per layer with neuron 0 on top; the more spikes in a timestep, the longer and darker the mark. */
export function rasterFigure(shown: readonly RasterBand[], options: RasterFigureOptions = {}): string {
  const sheet = sheetFor(options, 'Spikes', (fontSize) => bandsHeight(shown, fontSize));
  const steps = Math.max(0, ...shown.map(({ spikes }) => spikes?.steps ?? 0));
  if (shown.every(({ rows }) => rows === 0)) return blank(sheet, 'no neurons');
  if (shown.every(({ spikes }) => spikes === undefined)) return blank(sheet, 'spikes: not recorded');
  if (steps === 0) return blank(sheet, 'no timesteps');

  const labels = shown.map(({ name, of, rows, ids }) => ({ name, detail: counted(rows, of), rows, ids }));
  const { boxes, frame } = bands(sheet, labels, steps, timeLabel(options.dt));
  const facts: string[] = [];
  const marks = shown.flatMap(({ name, spikes }, i) => {
    const box = boxes[i];
    if (box === undefined) return [];
    if (spikes === undefined) {
      facts.push(`${name}: not recorded`);
      return [
        text(box.x + 8, box.y + box.height / 2 + sheet.fontSize * 0.35, 'not recorded', { fill: sheet.theme.muted }),
      ];
    }
    const { largest, total } = summed(spikes);
    facts.push(`${name}: ${counted(total, 'spike')}${leftOut(notNumbers(spikes))}`);
    const levels = Math.min(LEVELS, Math.ceil(largest));
    const { data, neurons } = spikes;
    const kindAt = (cell: number): number => {
      const count = data[cell] as number;
      return count > 0 && count <= largest ? Math.ceil((count / largest) * levels) - 1 : -1;
    };
    const kinds = Array.from({ length: levels }, (_, level) => mark(level, levels, sheet.theme.ink));
    const width = (spikes.steps / steps) * box.width;
    return spikeMarks({ steps: spikes.steps, neurons, kindAt }, { ...box, width }, kinds);
  });
  return drawn(sheet, `Raster of ${counted(steps, 'timestep')}. ${facts.join('; ')}.`, [...frame, ...marks]);
}

function mark(level: number, levels: number, colour: string): MarkKind {
  const share = (level + 1) / levels;
  const length = 0.55 + 0.4 * share;
  return {
    from: px((1 - length) / 2),
    to: px((1 + length) / 2),
    colour,
    opacity: levels === 1 ? 1 : 0.55 + 0.45 * share,
  };
}

function summed({ data }: Grid): { readonly largest: number; readonly total: number } {
  let largest = 0;
  let total = 0;
  for (let i = 0; i < data.length; i++) {
    const count = data[i] as number;
    if (!(count > 0 && Number.isFinite(count))) continue;
    if (count > largest) largest = count;
    total += count;
  }
  return { largest, total };
}
