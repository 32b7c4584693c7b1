import { describe, expect, it } from 'vitest';
import { KIND, type Kind, marksOf, matchSpikes } from './marks.js';
import { Painter } from './paint.js';
import type { Rgb } from './shades.js';
import { packSpikes } from './spikes.js';

const colours: readonly [Rgb, Rgb, Rgb] = [
  [1, 1, 1],
  [2, 2, 2],
  [3, 3, 3],
];
const ink: Rgb = [9, 9, 9];
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
  new Painter().paint(pixels, width, height, { marks, time: { from, to }, rows, colours, ink, only });
  return Array.from({ length: height }, (_, y) =>
    [...pixels.subarray(y * width, (y + 1) * width)].map((pixel) => pixel & 0xff).join(''),
  );
}

/** Pixels of one row of counts. */
function strengths(data: readonly number[], width: number): readonly number[] {
  const pixels = new Uint32Array(width);
  const painting = { marks: marksOf(pack(data, 1)), time: { from: 0, to: data.length }, rows: { from: 0, to: 1 } };
  new Painter().paint(pixels, width, 1, { ...painting, colours, ink });
  return [...pixels];
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
    expect(painted(marks, [3, 2], { only: KIND.moreB })).toEqual(['003', '003']);
    expect(painted(marks, [3, 2], { only: KIND.same })).toEqual(['100', '100']);
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

  it('tells how many spikes a mark stands for, from faint to ink', () => {
    const pixels = strengths([1, 4, 2, 0], 4);
    expect(pixels.map((pixel) => pixel >>> 24)).toEqual([Math.round(0.8 * 255), 255, 255, 0]);
    expect(pixels.map((pixel) => pixel & 0xff)).toEqual([1, 5, 1, 0]);
  });

  it('paints how much more one run has', () => {
    const marks = matchSpikes(pack([5, 2], 1), pack([1, 1], 1));
    const pixels = new Uint32Array(2);
    new Painter().paint(pixels, 2, 1, { marks, time: { from: 0, to: 2 }, rows: { from: 0, to: 1 }, colours, ink });
    expect(pixels[0] as number & 0xff).toBeGreaterThan(2);
    expect((pixels[1] as number) >>> 24).toBeLessThan(255);
  });

  it('tells crowds from single marks', () => {
    const data = Array.from({ length: 30 }, (_, t) => Number(t <= 10));
    const opacity = strengths(data, 3).map((pixel) => pixel >>> 24);
    expect(opacity[0]).toBe(255);
    expect(opacity[1]).toBe(Math.round(0.8 * 255));
    expect(opacity[2]).toBe(0);
  });

  it.each([
    ['every cell', 1, 33],
    ['every cell, crowded', 1, 9],
    ['every third cell', 3, 33],
  ])('shows no rhythm that is not there: spikes in %s', (_, every, width) => {
    const found = strengths(
      Array.from({ length: 42 }, (_, t) => Number(t % every === 0)),
      width,
    );
    expect(new Set(found.filter((pixel) => pixel !== 0)).size).toBe(1);
    if (every === 1) expect(found).not.toContain(0);
  });

  it('paints nothing of nothing', () => {
    expect(painted(marksOf(pack([], 1)), [2, 1], { to: 1 })).toEqual(['00']);
  });

  it('may be used again for another size', () => {
    const painter = new Painter();
    const marks = marksOf(pack([1, 1], 1));
    const view = { marks, time: { from: 0, to: 2 }, rows: { from: 0, to: 1 }, colours, ink };
    painter.paint(new Uint32Array(2), 2, 1, view);
    const pixels = new Uint32Array(1);
    painter.paint(pixels, 1, 1, view);
    expect((pixels[0] as number) & 0xff).toBe(1);
  });
});
