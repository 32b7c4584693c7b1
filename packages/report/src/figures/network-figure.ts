import type { AnySpec, NetworkGraph } from '@xylopipe/core';
import { columnsOf } from '../network/columns.js';
import type { LayerBox, LayerLink, LayerMap } from '../network/layer-map.js';
import { mapOfGraph } from '../network/map-of-graph.js';
import { mapOfSpec } from '../network/map-of-spec.js';
import { counted } from '../numbers.js';
import type { Box } from '../svg/axis.js';
import { escapeText } from '../svg/escape.js';
import { blank, drawn, type FigureOptions, type Sheet, sheetFor } from '../svg/figure.js';
import { fitted, numeral, px, text } from '../svg/text.js';

/** A network as it is described, or as it is on the chip: layers, how many weights connect them, and what is recurrent. */
export function networkFigure(
  { network, spec }: { readonly network?: NetworkGraph | undefined; readonly spec?: AnySpec | undefined },
  options: FigureOptions = {},
): string {
  const map = network !== undefined ? mapOfGraph(network) : spec !== undefined ? mapOfSpec(spec) : undefined;
  const columns = map === undefined ? [] : columnsOf(map);
  const lanes = map === undefined ? 0 : arcs(map.links, columns).length;
  const most = Math.max(1, ...columns.map((c) => columns.filter((other) => other === c).length));
  const sheet = sheetFor(options, 'Network', (fontSize) => fontSize * (most * 5.2 + 1.6 + headroom(map) + lanes * 1.9));
  if (map === undefined) return blank(sheet, 'network: not recorded');
  const boxes = placed(map, columns, most, sheet, lanes);
  return drawn(sheet, inWords(map), [
    ...map.links.flatMap((link) => straightOrLoop(link, columns, boxes, sheet)),
    ...arcs(map.links, columns).flatMap((link, i) => arc(link, i, boxes, sheet)),
    ...map.boxes.map((box, i) => layer(box, boxes[i] as Box, sheet)),
  ]);
}

/** Links that do not lead from one column to the next, nor from a box to itself: they are led around. */
const arcs = (links: readonly LayerLink[], columns: readonly number[]): readonly LayerLink[] =>
  links.filter(
    ({ from, to, kind }) => from !== to && (kind === 'alias' || columns[to] !== (columns[from] as number) + 1),
  );

/** Parts of the font size that loops need above their boxes. */
const headroom = (map: LayerMap | undefined): number => (map?.links.some(({ from, to }) => from === to) ? 2.6 : 0.4);

function placed(map: LayerMap, columns: readonly number[], most: number, sheet: Sheet, lanes: number): readonly Box[] {
  const { fontSize, width, height, top } = sheet;
  const count = Math.max(...columns) + 1;
  const pitch = (width - 2 * fontSize) / (count - 0.36);
  const size = { width: pitch * 0.64, height: fontSize * 3.6 };
  const upper = top + fontSize * headroom(map);
  const room = Math.max(size.height, height - upper - fontSize * (1.2 + lanes * 1.9));
  const lane = room / most;
  const filled = new Array<number>(count).fill(0);
  return map.boxes.map((_, i) => {
    const column = columns[i] as number;
    const row = filled[column] as number;
    filled[column] = row + 1;
    const inColumn = columns.filter((c) => c === column).length;
    const y = upper + ((most - inColumn) / 2 + row + 0.5) * lane - size.height / 2;
    return { x: fontSize + column * pitch, y, ...size };
  });
}

function layer({ name, role, neurons }: LayerBox, box: Box, { fontSize, theme }: Sheet): string {
  const middle = box.x + box.width / 2;
  const what = counted(neurons, role === 'input' ? 'channel' : 'neuron');
  const small = fontSize * 0.9;
  const dash = role === 'input' ? ' stroke-dasharray="4 3"' : '';
  return [
    `<g><title>${escapeText(`${name}: ${what}`)}</title>`,
    `<rect x="${px(box.x)}" y="${px(box.y)}" width="${px(box.width)}" height="${px(box.height)}" rx="4" fill="${theme.shade}" stroke="${theme.ink}" stroke-width="${role === 'output' ? 2.5 : 1.2}"${dash}/>`,
    text(middle, box.y + fontSize * 1.5, fitted(name, box.width - 6, fontSize * 1.12), {
      anchor: 'middle',
      bold: true,
    }),
    text(middle, box.y + fontSize * 2.9, fitted(what, box.width - 6, small), { anchor: 'middle', size: small }),
    '</g>',
  ].join('');
}

function straightOrLoop(link: LayerLink, columns: readonly number[], boxes: readonly Box[], sheet: Sheet): string[] {
  const { fontSize, theme } = sheet;
  const [a, b] = [boxes[link.from] as Box, boxes[link.to] as Box];
  const size = fontSize * 0.85;
  const style = `fill="none" stroke="${theme.series[0]}" stroke-width="1.5"`;
  if (link.from === link.to) {
    const middle = a.x + a.width / 2;
    const reach = Math.min(a.width * 0.3, fontSize * 2);
    const up = a.y - fontSize * 1.1;
    const d = `M${px(middle + reach)} ${px(a.y)}C${px(middle + reach)} ${px(up - 4)} ${px(middle - reach)} ${px(up - 4)} ${px(middle - reach)} ${px(a.y - 1)}`;
    const words = fitted(`${numeral(link.count)} recurrent`, a.width * 1.5, size);
    return [
      `<path d="${d}" ${style}/>`,
      tip(middle - reach, a.y, 90, sheet),
      text(middle, up - 3, words, { anchor: 'middle', size }),
    ];
  }
  if (link.kind === 'alias' || columns[link.to] !== (columns[link.from] as number) + 1) return [];
  const [x1, y1, x2, y2] = [a.x + a.width, a.y + a.height / 2, b.x, b.y + b.height / 2];
  const angle = (Math.atan2(y2 - y1, x2 - x1) * 180) / Math.PI;
  const words = fitted(numeral(link.count), x2 - x1 - 4, size);
  return [
    `<path d="M${px(x1)} ${px(y1)}L${px(x2 - 2)} ${px(y2)}" ${style}/>`,
    tip(x2, y2, angle, sheet),
    text((x1 + x2) / 2, (y1 + y2) / 2 - 5, words, { anchor: 'middle', size }),
  ];
}

/** A link that leaves below its box and comes in below the other, the `i`th of those, each on a level of its own. */
function arc(link: LayerLink, i: number, boxes: readonly Box[], sheet: Sheet): string[] {
  const { fontSize, theme } = sheet;
  const [a, b] = [boxes[link.from] as Box, boxes[link.to] as Box];
  const level = Math.max(...boxes.map((box) => box.y + box.height)) + fontSize * (1.6 + i * 1.9);
  const back = b.x <= a.x;
  const x1 = a.x + a.width * (back ? 0.35 : 0.65);
  const x2 = b.x + b.width * (back ? 0.65 : 0.35);
  const alias = link.kind === 'alias';
  const colour = alias ? theme.series[2] : theme.series[0];
  const words = alias ? counted(link.count, 'alias', 'aliases') : `${numeral(link.count)}${back ? ' recurrent' : ''}`;
  return [
    `<path d="M${px(x1)} ${px(a.y + a.height)}V${px(level)}H${px(x2)}V${px(b.y + b.height + 1)}" fill="none" stroke="${colour}" stroke-width="1.5"${alias ? ' stroke-dasharray="6 3"' : ''}/>`,
    tip(x2, b.y + b.height, -90, sheet, colour),
    text((x1 + x2) / 2, level - 4, fitted(words, Math.max(fontSize * 5, Math.abs(x2 - x1)), fontSize * 0.85), {
      anchor: 'middle',
      size: fontSize * 0.85,
    }),
  ];
}

/** The head of an arrow that ends at a point, in a direction of degrees. */
const tip = (x: number, y: number, degrees: number, { theme }: Sheet, colour = theme.series[0]): string =>
  `<path transform="translate(${px(x)} ${px(y)}) rotate(${px(degrees)})" d="M0 0L-8 -4V4z" fill="${colour}"/>`;

function inWords({ boxes, links }: LayerMap): string {
  const layers = boxes.map(
    ({ name, role, neurons }) => `${name}: ${counted(neurons, role === 'input' ? 'channel' : 'neuron')}`,
  );
  const ways = links.map(({ from, to, kind, count }) => {
    const what = kind === 'alias' ? counted(count, 'alias', 'aliases') : counted(count, 'weight');
    return `${what} from ${boxes[from]?.name} to ${from === to ? 'itself' : boxes[to]?.name}`;
  });
  return `${layers.join('; ')}. ${ways.join('; ')}.`;
}
