import { describe, expect, it } from 'vitest';
import { KIND, type Kind, marksOf, matchSpikes } from './marks.js';
import { Painter, type Rgb } from './paint.js';
import { packSpikes } from './spikes.js';

const colours: readonly [Rgb, Rgb, Rgb] = [
  [1, 1, 1],
  [2, 2, 2],
  [3, 3, 3],
];
const pack = (data: readonly number[], neurons: number) =>
  packSpikes([{ data, neurons, firstRow: 0, shift: 0 }], data.length / neurons, neurons);

/** Rows of digits: the colour of each pixel, 0 where there is none. */
function painted(
  marks: ReturnType<typeof marksOf>,
  [width, height]: readonly [number, number],
  { from = 0, to = marks.steps, only }: { from?: number; to?: number; only?: Kind } = {},
): readonly string[] {
  const pixels = new Uint32Array(width * height).fill(0xffffffff);
  const rows = { from: 0, to: marks.rows };
  new Painter().paint(pixels, width, height, { marks, time: { from, to }, rows, colours, only });
  return Array.from({ length: height }, (_, y) =>
    [...pixels.subarray(y * width, (y + 1) * width)].map((pixel) => pixel & 0xff).join(''),
  );
}

describe('Painter', () => {
  it('fills small cells, and replaces what was there', () => {
    expect(painted(marksOf(pack([1, 0, 0, 1], 2)), [4, 4])).toEqual(['1100', '1100', '0011', '0011']);
  });

  it('leaves a gap between large cells', () => {
    expect(painted(marksOf(pack([1, 1], 1)), [8, 4])).toEqual(['11101110', '11101110', '11101110', '00000000']);
  });

  it('gives marks of one run alone half of the height', () => {
    const marks = matchSpikes(pack([1, 1, 0], 1), pack([1, 0, 1], 1));
    expect(painted(marks, [3, 5])).toEqual(['120', '120', '103', '103', '000']);
  });

  it('shows a kind alone', () => {
    const marks = matchSpikes(pack([1, 1, 0], 1), pack([1, 0, 1], 1));
    expect(painted(marks, [3, 2], { only: KIND.onlyB })).toEqual(['003', '003']);
    expect(painted(marks, [3, 2], { only: KIND.both })).toEqual(['100', '100']);
  });

  it('shows a part of the time, and no marks beside it', () => {
    const marks = marksOf(pack([1, 0, 1, 1], 1));
    expect(painted(marks, [2, 1], { from: 1, to: 3 })).toEqual(['01']);
    // Half a cell is cut off at either side.
    expect(painted(marks, [6, 1], { from: 0.5, to: 3.5 })).toEqual(['100111'.replace(/^1/, '1')]);
  });

  it('hides no difference among matches that share its pixel', () => {
    const matched = Array.from({ length: 100 }, () => 1);
    const marks = matchSpikes(pack(matched, 1), pack([...matched.slice(0, 99), 0], 1));
    expect(painted(marks, [1, 1])).toEqual(['2']);
  });

  it('tells crowds from single marks by opacity', () => {
    const data = [
      ...Array.from({ length: 10 }, () => 1),
      1,
      ...Array.from({ length: 9 }, () => 0),
      ...Array.from({ length: 10 }, () => 0),
    ];
    const pixels = new Uint32Array(3);
    const marks = marksOf(pack(data, 1));
    new Painter().paint(pixels, 3, 1, { marks, time: { from: 0, to: 30 }, rows: { from: 0, to: 1 }, colours });
    const opacity = [...pixels].map((pixel) => pixel >>> 24);
    expect(opacity[0]).toBe(255);
    expect(opacity[1]).toBeGreaterThan(100);
    expect(opacity[1]).toBeLessThan(255);
    expect(opacity[2]).toBe(0);
  });

  it('paints nothing of nothing', () => {
    expect(painted(marksOf(pack([], 1)), [2, 1], { to: 1 })).toEqual(['00']);
  });

  it('may be used again for another size', () => {
    const painter = new Painter();
    const marks = marksOf(pack([1, 1], 1));
    const view = { marks, time: { from: 0, to: 2 }, rows: { from: 0, to: 1 }, colours };
    painter.paint(new Uint32Array(2), 2, 1, view);
    const pixels = new Uint32Array(1);
    painter.paint(pixels, 1, 1, view);
    expect((pixels[0] as number) & 0xff).toBe(1);
  });
});
