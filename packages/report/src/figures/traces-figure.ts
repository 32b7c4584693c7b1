import type { LayerSignal, LayerTrace } from '@xylopipe/compare';
import { counted } from '../numbers.js';
import { axisBelow, axisHeight, extent, type Scale, scale } from '../svg/axis.js';
import { blank, drawn, type FigureOptions, type Sheet, sheetFor } from '../svg/figure.js';
import { fitted, numeral, px, text, textWidth } from '../svg/text.js';
import { type Grid, leftOut, signalOf, spikesPerNeuron, timeLabel } from './signal.js';

/** Which traces are drawn, and how. */
export interface TracesFigureOptions extends FigureOptions {
  /** Default `vmem`. */
  readonly signal?: Exclude<LayerSignal, 'spikes'> | undefined;
  /** Neurons within the layer, from top to bottom. Default: those with the most spikes, or, without spikes, the largest range. */
  readonly neurons?: readonly number[] | undefined;
  /** How many neurons there are by default. Default 8. */
  readonly most?: number | undefined;
  /** Seconds per timestep, for the axis. */
  readonly dt?: number | undefined;
}

/** States of neurons of a layer over time, each in a lane and scale of its own; dashed: its threshold. */
export function tracesFigure(layer: LayerTrace, options: TracesFigureOptions = {}): string {
  const { signal = 'vmem', most = 8 } = options;
  const grid = signalOf(layer, signal);
  const asked = options.neurons ?? (grid === undefined ? [] : busiest(layer, grid, most));
  const neurons = asked.filter((n) => Number.isInteger(n) && n >= 0 && n < (grid?.neurons ?? 0));
  const sheet = sheetFor(
    options,
    `${signal} of layer ${layer.name}`,
    (fontSize) => Math.max(1, neurons.length) * fontSize * 3.4 + axisHeight(fontSize),
  );
  if (grid === undefined) return blank(sheet, `${signal} of ${layer.name}: not recorded`);
  if (grid.steps === 0) return blank(sheet, 'no timesteps');
  if (neurons.length === 0) return blank(sheet, 'no neurons');

  const traces = neurons.map((neuron) => traceOf(layer, grid, neuron, signal === 'vmem'));
  const names = traces.map(({ neuron, id }) => (id === neuron ? `${neuron}` : `${neuron} (id ${id})`));
  const { fontSize, theme, width } = sheet;
  const small = fontSize * 0.85;
  const left = Math.min(width * 0.3, fontSize * 1.4 + Math.max(...names.map((name) => textWidth(name, fontSize))));
  const right =
    fontSize + Math.max(...traces.flatMap(({ low, high }) => [low, high].map((v) => textWidth(numeral(v), small))));
  const box = {
    x: left,
    y: sheet.top,
    width: Math.max(20, width - left - right),
    height: Math.max(10, sheet.height - sheet.top - axisHeight(fontSize)),
  };
  const lane = box.height / traces.length;
  const x = scale(0, grid.steps, box.x, box.x + box.width);
  const marks = traces.flatMap((trace, i) => {
    const top = box.y + i * lane;
    const y = scale(trace.low, trace.high, top + lane * 0.9, top + lane * 0.1);
    const end = box.x + box.width + 6;
    const both = lane > small * 2.1;
    return [
      i % 2 === 0
        ? `<rect x="${px(box.x)}" y="${px(top)}" width="${px(box.width)}" height="${px(lane)}" fill="${theme.shade}"/>`
        : '',
      text(left - 6, top + lane / 2 + fontSize * 0.35, fitted(names[i] as string, left - 8, fontSize), {
        anchor: 'end',
      }),
      both ? text(end, top + small, numeral(trace.high), { fill: theme.muted, size: small }) : '',
      both ? text(end, top + lane - 2, numeral(trace.low), { fill: theme.muted, size: small }) : '',
      trace.threshold === undefined ? '' : thresholdLine(box.x, box.width, y(trace.threshold), sheet),
      `<path d="${linePath(trace.values, x, y)}" fill="none" stroke="${theme.series[0]}" stroke-width="1.2" stroke-linejoin="round"/>`,
    ];
  });
  const lost = traces.reduce((sum, { values }) => sum + values.filter((v) => !Number.isFinite(v)).length, 0);
  const facts = `${signal} of ${counted(traces.length, 'neuron')} of ${layer.name} over ${counted(grid.steps, 'timestep')}: ${names.join(', ')}${leftOut(lost)}.`;
  const axis = axisBelow(sheet, box, x, { label: timeLabel(options.dt), whole: true });
  return drawn(sheet, facts, [...marks, axis]);
}

interface Trace {
  readonly neuron: number;
  readonly id: number;
  readonly values: readonly number[];
  /** Ends of the lane. */
  readonly low: number;
  readonly high: number;
  readonly threshold: number | undefined;
}

function traceOf(layer: LayerTrace, { steps, neurons, data }: Grid, neuron: number, withThreshold: boolean): Trace {
  const values = Array.from({ length: steps }, (_, t) => data[t * neurons + neuron] as number);
  const level = layer.threshold[neuron];
  const threshold = withThreshold && level !== undefined && Number.isFinite(level) ? level : undefined;
  const [low, high] = extent(threshold === undefined ? [0, ...values] : [0, threshold, ...values]) ?? [0, 1];
  return { neuron, id: layer.ids[neuron] ?? neuron, values, low, high, threshold };
}

const thresholdLine = (x: number, width: number, y: number, { theme }: Sheet): string =>
  `<path d="M${px(x)} ${px(y)}h${px(width)}" stroke="${theme.series[2]}" stroke-dasharray="5 4"/>`;

/** A line through values, with a gap where one is no number; many values per pixel become their smallest and largest. */
export function linePath(values: readonly number[], x: Scale, y: Scale): string {
  const pixels = Math.max(1, Math.ceil(Math.abs(x(values.length) - x(0))));
  const perPoint = Math.max(1, Math.ceil(values.length / pixels));
  let d = '';
  let pen = false;
  for (let t = 0; t < values.length; t += perPoint) {
    const range = extent(values.slice(t, t + perPoint));
    if (range !== undefined) {
      const at = px(x(Math.min(values.length, t + perPoint / 2)));
      const [low, high] = [px(y(range[0])), px(y(range[1]))];
      d += `${pen ? 'L' : 'M'}${at} ${low}${low === high ? (pen ? '' : 'h0.5') : `V${high}`}`;
    }
    pen = range !== undefined;
  }
  return d;
}

/** Most spikes first; where spikes were not recorded, largest range first. Ties go to the lower index. */
function busiest(layer: LayerTrace, grid: Grid, most: number): readonly number[] {
  const spikes = signalOf(layer, 'spikes');
  const score = spikes !== undefined && spikes.neurons === grid.neurons ? spikesPerNeuron(spikes) : ranges(grid);
  const order = [...score.keys()].sort((a, b) => (score[b] as number) - (score[a] as number) || a - b);
  return order.slice(0, most).sort((a, b) => a - b);
}

function ranges({ neurons, data }: Grid): Float64Array {
  const low = new Float64Array(neurons).fill(Number.POSITIVE_INFINITY);
  const high = new Float64Array(neurons).fill(Number.NEGATIVE_INFINITY);
  for (let i = 0; i < data.length; i++) {
    const value = data[i] as number;
    const n = i % neurons;
    if (value < (low[n] as number)) low[n] = value;
    if (value > (high[n] as number)) high[n] = value;
  }
  return low.map((value, n) => Math.max(0, (high[n] as number) - value) || 0);
}
