import uPlot from 'uplot';
import type { Colours } from '../colours.js';
import { RIGHT } from '../margins.js';
import { drawTimeName } from '../raster/draw.js';
import { wholeTicks } from '../ticks.js';
import type { TimeWindow } from '../time-window.js';
import { decimate } from './decimate.js';
import type { Lanes } from './lanes.js';

/** What is drawn, and where its axes are: the plot lies exactly below that of a raster of the same width. */
export interface TracePlotOptions {
  readonly lanes: Lanes;
  readonly time: TimeWindow;
  readonly colours: Colours;
  readonly width: number;
  /** Room for ids. */
  readonly left: number;
  /** Seconds per timestep. */
  readonly dt?: number | undefined;
  /** Timestep in which runs part. */
  readonly divergence?: number | undefined;
}

/** Height of a lane in CSS pixels. */
const LANE = 44;
const AXIS = 26;

/** CSS pixels that a plot of so many lanes takes. */
export const plotHeight = (lanes: number): number => Math.max(1, lanes) * LANE + AXIS;

/** Draws staggered traces into `root`; x are timesteps, y thresholds. */
export function tracePlot(root: HTMLElement, options: TracePlotOptions): uPlot {
  const { lanes: all, time, colours, width, left, dt, divergence } = options;
  const { lanes, low, high } = all;
  const ids = new Map(lanes.map(({ baseline, id }) => [baseline, String(id)]));
  const font = colours.font(11);
  const line = { grid: { show: false }, ticks: { show: false }, stroke: colours.css('ink-soft'), font };
  const series: uPlot.Series[] = [{}];
  for (const lane of lanes) {
    const style = { points: { show: time.steps === 1 }, spanGaps: false };
    if (lane.other !== undefined) {
      series.push({ ...style, stroke: colours.css('b'), width: 1.5, dash: [4, 3] });
    }
    series.push({ ...style, stroke: colours.css(lane.other === undefined ? 'spike' : 'a'), width: 1.25 });
  }
  const range = (): uPlot.Range.MinMax => [time.range.from - 0.5, time.range.to - 0.5];
  return new uPlot(
    {
      width,
      height: plotHeight(lanes.length),
      padding: [8, RIGHT, 0, 0],
      legend: { show: false },
      cursor: { y: false, points: { show: false }, drag: { x: false, y: false }, bind: { dblclick: () => () => null } },
      series,
      scales: { x: { time: false, range }, y: { range: [low, high] } },
      axes: [
        {
          ...line,
          size: AXIS,
          gap: 2,
          splits: () => [...wholeTicks(time.range, Math.max(2, (width - left) / 80))],
          values: (_, splits) => splits.map(String),
          ticks: { show: true, size: 4, stroke: colours.css('line') },
        },
        {
          ...line,
          size: left,
          splits: () => lanes.map(({ baseline }) => baseline),
          values: (_, splits) => splits.map((baseline) => ids.get(baseline) ?? ''),
          grid: { show: true, stroke: colours.css('line'), width: 1 },
        },
      ],
      hooks: {
        drawAxes: [(plot) => drawLevels(plot, all, colours)],
        draw: [
          (plot) => divergence !== undefined && drawStep(plot, divergence, colours),
          ({ ctx }) => {
            ctx.save();
            ctx.scale(devicePixelRatio, devicePixelRatio);
            ctx.font = font;
            ctx.fillStyle = colours.css('ink-soft');
            drawTimeName(ctx, plotHeight(lanes.length) - AXIS + 9, left - 14, dt);
            ctx.restore();
          },
        ],
      },
    },
    pointsOf(options),
    root,
  );
}

/** What of the traces the page's time window shows, in the order of the series. */
export function pointsOf({ lanes: { lanes }, time, width, left }: TracePlotOptions): uPlot.AlignedData {
  const traces = lanes.flatMap(({ own, other }) => (other === undefined ? [own] : [other, own]));
  const { steps, values } = decimate(traces, time.range, (width - left - RIGHT) * devicePixelRatio);
  return [steps, ...values] as unknown as uPlot.AlignedData;
}

/** Firing levels, dotted. */
function drawLevels({ ctx, bbox, valToPos }: uPlot, { lanes }: Lanes, colours: Colours): void {
  ctx.save();
  ctx.strokeStyle = colours.css('threshold');
  ctx.setLineDash([2, 4].map((n) => n * devicePixelRatio));
  ctx.lineWidth = devicePixelRatio;
  ctx.beginPath();
  for (const { threshold } of lanes) {
    if (threshold === undefined) continue;
    const y = valToPos(threshold, 'y', true);
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
  }
  ctx.stroke();
  ctx.restore();
}

function drawStep({ ctx, bbox, valToPos }: uPlot, step: number, colours: Colours): void {
  const x = valToPos(step, 'x', true);
  if (x < bbox.left || x > bbox.left + bbox.width) return;
  ctx.save();
  ctx.strokeStyle = colours.css('mark');
  ctx.setLineDash([5, 4].map((n) => n * devicePixelRatio));
  ctx.lineWidth = 1.5 * devicePixelRatio;
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  ctx.restore();
}
