import { percent } from '../numbers.js';
import type { ReportResource } from '../report-model.js';
import { type Box, type Scale, scale } from '../svg/axis.js';
import { blank, type FigureOptions, sheetFor } from '../svg/figure.js';
import { numeral, px } from '../svg/text.js';
import type { Theme } from '../svg/theme.js';
import { barsFigure, barsHeight } from './bars.js';

/** Bars end here, in parts of the limit: how much more is wanted stands in the text. */
const LONGEST = 1.5;

/** What a run takes of a chip, as parts of its limits; what is over one is striped, and said so in words. */
export function resourceFigure(resources: readonly ReportResource[], options: FigureOptions = {}): string {
  const sheet = sheetFor(options, 'Resources', (fontSize) => barsHeight(Math.max(1, resources.length), fontSize));
  if (resources.length === 0) return blank(sheet, 'resources: not recorded');
  const bars = resources.map((resource) => ({
    name: resource.name,
    value: told(resource),
    mark: (x: Scale, lane: Box) => bar(resource, x, lane, sheet.theme),
  }));
  const most = Math.max(1, ...resources.map((resource) => Math.min(LONGEST, partOf(resource))));
  const description = `${resources.map((resource) => `${resource.name}: ${told(resource)}`).join('; ')}.`;
  return barsFigure(
    sheet,
    bars,
    (from, to) => scale(0, most, from, to),
    { label: 'of the limit', format: (part) => percent(part).replace('.0', '') },
    description,
  );
}

/** 0 where nothing is used, infinite where there is none and some is used. */
const partOf = ({ used, limit }: ReportResource): number =>
  used > 0 ? Math.max(0, used / Math.max(0, limit)) || 0 : 0;

const told = ({ used, limit }: ReportResource): string =>
  `${numeral(used)} of ${numeral(limit)}${used > limit ? `, ${numeral(used - limit)} too many` : ''}`;

function bar(resource: ReportResource, x: Scale, lane: Box, { series, ink }: Theme): string {
  const part = Math.min(LONGEST, partOf(resource));
  const middle = px(lane.y + lane.height / 2);
  const line = (from: number, to: number, stroke: string): string =>
    `<path d="M${px(x(from))} ${middle}H${px(x(to))}" stroke-width="${px(lane.height)}" ${stroke}/>`;
  const within = line(0, Math.min(1, part), `stroke="${series[0]}"`);
  const over = part > 1 ? line(1, part, `stroke="${series[1]}" stroke-dasharray="4 3"`) : '';
  return `${within}${over}<path d="M${px(x(1))} ${px(lane.y - 2)}v${px(lane.height + 4)}" stroke="${ink}" stroke-width="1.5"/>`;
}
