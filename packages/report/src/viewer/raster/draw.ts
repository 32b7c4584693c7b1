import { timeLabel } from '../../figures/signal.js';
import { readable } from '../../numbers.js';
import type { Colours } from '../colours.js';
import type { Range } from '../range.js';
import { wholeTicks } from '../ticks.js';
import type { Band } from './bands.js';
import { type Cell, cellBox, type Viewport } from './hit.js';
import { KIND } from './marks.js';
import type { Painter } from './paint.js';
import type { RasterState } from './raster-state.js';

/** Where the plot lies in its canvas, in CSS pixels. */
export interface Frame {
  readonly left: number;
  readonly width: number;
  readonly height: number;
}

/** Room below the plot for the time axis. */
export const AXIS_HEIGHT = 22;

/** Pixels from an id to the next at least. */
const ID_DISTANCE = 12;

/** Draws a raster with its axes into a canvas of `frame` and the room for axes, at `ratio` device pixels per CSS pixel. */
export function drawRaster(
  context: CanvasRenderingContext2D,
  frame: Frame,
  state: RasterState,
  painter: Painter,
  colours: Colours,
  ratio: number,
): void {
  const { canvas } = context;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, canvas.width, canvas.height);
  const view: Viewport = { time: state.time.range, rows: state.rows, width: frame.width, height: frame.height };
  paintMarks(context, frame, state, painter, colours, ratio);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.font = colours.font(11);
  drawBands(context, frame, view, state.data.bands, colours);
  drawTimeAxis(context, frame, view, colours, state.data);
  const { divergence } = state;
  if (divergence !== null) drawDivergence(context, frame, view, divergence, colours);
}

function paintMarks(
  context: CanvasRenderingContext2D,
  frame: Frame,
  state: RasterState,
  painter: Painter,
  colours: Colours,
  ratio: number,
): void {
  const width = Math.floor(frame.width * ratio);
  const height = Math.floor(frame.height * ratio);
  if (width < 1 || height < 1) return;
  const image = context.createImageData(width, height);
  painter.paint(new Uint32Array(image.data.buffer), width, height, {
    marks: state.data.marks,
    time: state.time.range,
    rows: state.rows,
    colours: [colours.rgb(plainColour(state)), colours.rgb('a'), colours.rgb('b')],
    ink: colours.rgb('ink'),
    only: state.only,
  });
  context.putImageData(image, Math.round(frame.left * ratio), 0);
}

/** What two runs have alike stands back behind what differs, unless it is shown alone. */
function plainColour({ data, only }: RasterState): string {
  if (data.other === undefined) return 'spike';
  return only === KIND.same ? 'ink-soft' : 'both';
}

function drawBands(
  context: CanvasRenderingContext2D,
  frame: Frame,
  view: Viewport,
  bands: readonly Band[],
  colours: Colours,
): void {
  let lastText = -Infinity;
  let lastId = -Infinity;
  context.textBaseline = 'middle';
  for (const [index, band] of bands.entries()) {
    const box = cellBox(view, { step: 0, row: band.firstRow });
    const top = Math.max(0, box.y);
    const bottom = Math.min(frame.height, box.y + band.rows * box.height);
    if (bottom <= top) continue;
    // Below the marks, which are there already.
    context.globalCompositeOperation = 'destination-over';
    context.fillStyle = colours.css(index % 2 === 0 ? 'band' : 'band-odd');
    context.fillRect(frame.left, top, frame.width, bottom - top);
    context.globalCompositeOperation = 'source-over';
    const middle = Math.max(7, (top + bottom) / 2);
    const ids = drawIds(context, frame, view, band, lastId, colours);
    lastId = ids.last;
    if (middle - lastText < 13) continue;
    lastText = middle;
    context.fillStyle = colours.css('ink');
    context.textAlign = 'left';
    context.fillText(shortened(context, band.name, frame.left - ids.width - 8), 0, middle);
  }
}

/** Hardware ids at the left of the plot, below that at `last`; returns how wide they are, and where the last one is. */
function drawIds(
  context: CanvasRenderingContext2D,
  frame: Frame,
  view: Viewport,
  band: Band,
  last: number,
  colours: Colours,
): { width: number; last: number } {
  const from = Math.max(view.rows.from, band.firstRow) - band.firstRow;
  const to = Math.min(view.rows.to, band.firstRow + band.rows) - band.firstRow;
  const pixels = frame.height / (view.rows.to - view.rows.from);
  let widest = 0;
  let lowest = last;
  context.fillStyle = colours.css('ink-soft');
  context.textAlign = 'right';
  for (const neuron of labelled(band, { from, to }, Math.max(1, ((to - from) * pixels) / 16))) {
    const { y, height } = cellBox(view, { step: 0, row: band.firstRow + neuron });
    const middle = y + height / 2;
    if (middle < 5 || middle > frame.height - 3 || middle - lowest < ID_DISTANCE) continue;
    const text = String(band.ids[neuron] ?? neuron);
    context.fillText(text, frame.left - 5, middle);
    widest = Math.max(widest, context.measureText(text).width);
    lowest = middle;
  }
  return { width: widest, last: lowest };
}

/** Neurons whose ids are written: those with round ids where ids are consecutive. */
function labelled({ ids, rows }: Band, { from, to }: Range, most: number): readonly number[] {
  const first = ids[0] ?? 0;
  const isConsecutive = ids[rows - 1] === first + rows - 1;
  const shift = isConsecutive ? first : 0;
  return wholeTicks({ from: Math.floor(from) + shift, to: to + shift }, most).map((tick) => tick - shift);
}

function drawTimeAxis(
  context: CanvasRenderingContext2D,
  frame: Frame,
  view: Viewport,
  colours: Colours,
  { dt, steps }: Pick<RasterState['data'], 'dt' | 'steps'>,
): void {
  context.fillStyle = colours.css('ink-soft');
  context.strokeStyle = colours.css('line');
  context.textBaseline = 'top';
  context.textAlign = 'center';
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(frame.left, frame.height + 0.5);
  context.lineTo(frame.left + frame.width, frame.height + 0.5);
  const ticks = steps === 0 ? [] : wholeTicks(view.time, Math.max(2, frame.width / 80));
  for (const step of ticks) {
    const { x, width } = cellBox(view, { step, row: 0 });
    // A tick points at the middle of its timestep.
    const middle = Math.round(frame.left + x + width / 2) + 0.5;
    context.moveTo(middle, frame.height);
    context.lineTo(middle, frame.height + 4);
    context.fillText(readable(step), middle, frame.height + 7);
  }
  context.stroke();
  drawTimeName(context, frame.height + 7, frame.left - 14, dt);
}

/** What the axis of time is, in the margin at its left, `top` pixels from the top, in as many words as fit. */
export function drawTimeName(
  context: CanvasRenderingContext2D,
  top: number,
  room: number,
  dt: number | undefined,
): void {
  const name = timeLabel(dt);
  context.textAlign = 'left';
  context.textBaseline = 'top';
  context.fillText(context.measureText(name).width <= room ? name : timeLabel(undefined), 0, top);
}

function drawDivergence(
  context: CanvasRenderingContext2D,
  frame: Frame,
  view: Viewport,
  cell: Cell,
  colours: Colours,
): void {
  const box = cellBox(view, cell);
  const x = frame.left + box.x + box.width / 2;
  const y = box.y + box.height / 2;
  context.save();
  context.beginPath();
  context.rect(frame.left, 0, frame.width, frame.height);
  context.clip();
  context.strokeStyle = colours.css('mark');
  context.lineWidth = 1.5;
  context.setLineDash([5, 4]);
  context.beginPath();
  context.moveTo(x, 0);
  context.lineTo(x, frame.height);
  context.stroke();
  context.setLineDash([]);
  context.lineWidth = 2;
  context.beginPath();
  context.arc(x, y, Math.max(7, Math.min(14, Math.max(box.width, box.height))), 0, 2 * Math.PI);
  context.stroke();
  context.restore();
}

/** `text`, or what of it fits with an ellipsis. */
function shortened(context: CanvasRenderingContext2D, text: string, width: number): string {
  if (context.measureText(text).width <= width) return text;
  for (let length = text.length - 1; length > 0; length--) {
    const part = `${text.slice(0, length)}…`;
    if (context.measureText(part).width <= width) return part;
  }
  return '';
}
