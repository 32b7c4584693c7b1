import { duration, percent } from '../numbers.js';
import type { ReportStage } from '../report-model.js';
import { type Box, niceScale, type Scale } from '../svg/axis.js';
import { blank, type FigureOptions, sheetFor } from '../svg/figure.js';
import { numeral, px } from '../svg/text.js';
import { barsFigure, barsHeight } from './bars.js';

/** How long each stage of a pipeline took. */
export function timingFigure(stages: readonly ReportStage[], options: FigureOptions = {}): string {
  const sheet = sheetFor(options, 'Time of each stage', (fontSize) => barsHeight(Math.max(1, stages.length), fontSize));
  if (stages.length === 0) return blank(sheet, 'timings: not recorded');
  const took = stages.map(({ milliseconds }) => (milliseconds > 0 && Number.isFinite(milliseconds) ? milliseconds : 0));
  const total = took.reduce((sum, ms) => sum + ms, 0);
  const bars = stages.map(({ name, milliseconds }, i) => ({
    name,
    value: `${duration(milliseconds / 1000)}${total > 0 ? `, ${percent((took[i] as number) / total)}` : ''}`,
    mark: (x: Scale, lane: Box) =>
      `<rect x="${px(lane.x)}" y="${px(lane.y)}" width="${px(x(took[i] as number) - lane.x)}" height="${px(lane.height)}" fill="${sheet.theme.series[0]}"/>`,
  }));
  const description = `${bars.map(({ name, value }) => `${name}: ${value}`).join('; ')}; together ${duration(total / 1000)}.`;
  return barsFigure(
    sheet,
    bars,
    (from, to) => niceScale(0, Math.max(...took, 1e-3), from, to),
    { label: 'milliseconds', format: numeral },
    description,
  );
}
