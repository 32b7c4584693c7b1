import type { Explanation, MainCause, Rung } from '@xylopipe/compare';
import { causeText } from '../cause-text.js';
import { percent } from '../numbers.js';
import { type Box, type Scale, scale } from '../svg/axis.js';
import { blank, type FigureOptions, type Sheet, sheetFor } from '../svg/figure.js';
import { px } from '../svg/text.js';
import { barsFigure, barsHeight } from './bars.js';

/**
 * Agreement with the float network as the approximations of a chip are added one by one: bars for all layers, dots for the
 * outputs, diamonds for the chip that is without this one. What costs most is marked in words.
 */
export function ladderFigure({ rungs, main, outputMain }: Explanation, options: FigureOptions = {}): string {
  const sheet = sheetFor(options, 'Agreement with the float network, approximation by approximation', (fontSize) =>
    barsHeight(Math.max(1, rungs.length), fontSize),
  );
  if (rungs.length === 0) return blank(sheet, 'approximations: not recorded');
  const mark = ({ approximation }: Rung): string => {
    const all = main?.cause === approximation;
    const outputs = outputMain?.cause === approximation;
    return all && outputs
      ? ' ◀ costs most'
      : all
        ? ' ◀ costs all layers most'
        : outputs
          ? ' ◀ costs the outputs most'
          : '';
  };
  const bars = rungs.map((rung, i) => ({
    name: `${i === 0 ? '' : '+ '}${causeText(rung.approximation).name}`,
    value: `${percent(rung.agreement)}${cost(rungs[i - 1], rung)}${mark(rung)}`,
    mark: (x: Scale, lane: Box) => marks(rung, x, lane, sheet),
  }));
  const lines = rungs.map(
    ({ approximation, agreement, outputAgreement }) =>
      `with ${causeText(approximation).name} ${percent(agreement)}, outputs ${percent(outputAgreement)}`,
  );
  const most = (who: string, found: MainCause | null | undefined): string =>
    found ? ` ${causeText(found.cause).name} costs ${who} most.` : '';
  const costs = most('all layers', main) + most('the outputs', outputMain);
  const axis = {
    label: 'bars: all layers · dots: outputs · diamonds: all but this one, coloured for outputs',
    format: (share: number) => percent(share).replace('.0', ''),
  };
  return barsFigure(sheet, bars, (from, to) => scale(0, 1, from, to), axis, `Agreement ${lines.join('; ')}.${costs}`);
}

function cost(before: Rung | undefined, { agreement }: Rung): string {
  const lost = (agreement - (before?.agreement ?? 1)) * 100;
  return Number.isFinite(lost) && Math.abs(lost) < 1e6
    ? ` (${lost > 0 ? '+' : lost < 0 ? '−' : '±'}${Math.abs(lost).toFixed(1)})`
    : '';
}

function marks(
  { agreement, outputAgreement, without, outputWithout }: Rung,
  x: Scale,
  lane: Box,
  { theme }: Sheet,
): string {
  const middle = px(lane.y + lane.height / 2);
  const size = px(Math.min(5, lane.height * 0.3));
  const end = (share: number): number => px(x(Math.min(1, Math.max(0, share))));
  const bar = Number.isFinite(agreement)
    ? `<rect x="${px(lane.x)}" y="${px(lane.y)}" width="${px(end(agreement) - lane.x)}" height="${px(lane.height)}" fill="${theme.series[0]}" fill-opacity="0.75"/>`
    : '';
  const dot = Number.isFinite(outputAgreement)
    ? `<circle cx="${end(outputAgreement)}" cy="${middle}" r="${size}" fill="${theme.series[1]}" stroke="${theme.ink}"/>`
    : '';
  const diamond = (share: number | undefined, fill: string): string =>
    share !== undefined && Number.isFinite(share)
      ? `<path d="M${end(share)} ${middle}m-${size} 0l${size}-${size}l${size} ${size}l-${size} ${size}z" fill="${fill}" stroke="${theme.ink}" stroke-width="1.5"/>`
      : '';
  return bar + diamond(without, 'none') + diamond(outputWithout, theme.series[1]) + dot;
}
