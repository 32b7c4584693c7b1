import { describe, expect, it } from 'vitest';
import { type MarkKind, spikeMarks } from './spike-marks.js';

const box = { x: 10, y: 20, width: 100, height: 40 };
const kind: MarkKind = { from: 0.25, to: 0.75, colour: '#123456', opacity: 1 };

/** Where marks begin and how long they are, in pixels from the corner of the box. */
function marksIn(path: string): readonly (readonly [x: number, y: number, length: number])[] {
  const unit = Number(/scale\(([\d.]+)\)/.exec(path)?.[1]);
  const found: (readonly [number, number, number])[] = [];
  let [x, y] = [0, 0];
  for (const [, move, dx, dy, length] of (/ d="([^"]*)"/.exec(path)?.[1] ?? '').matchAll(
    /([Mm])(-?\d+) ?(-?\d+)v(\d+)/g,
  )) {
    [x, y] = move === 'M' ? [Number(dx), Number(dy)] : [x + Number(dx), y + Number(dy)];
    found.push([x * unit, y * unit, Number(length) * unit]);
    y += Number(length);
  }
  return found;
}

const cells = (steps: number, neurons: number, values: readonly number[]) => ({
  steps,
  neurons,
  kindAt: (cell: number) => values[cell] as number,
});

describe('spikeMarks', () => {
  it('puts neuron 0 on top, and each timestep into its middle', () => {
    const [path = '', ...others] = spikeMarks(cells(4, 2, [0, -1, -1, 0, 0, -1, -1, -1]), box, [kind]);
    expect(others).toEqual([]);
    expect(path).toContain('translate(10 20)');
    expect(marksIn(path)).toEqual([
      [12.5, 5, 10],
      [62.5, 5, 10],
      [37.5, 25, 10],
    ]);
  });

  it('has a path for every kind that there is', () => {
    const paths = spikeMarks(cells(2, 1, [2, 0]), box, [kind, kind, { ...kind, from: 0, opacity: 0.5 }]);
    expect(paths.map(marksIn)).toEqual([[[75, 10, 20]], [[25, 0, 30]]]);
    expect(paths.map((path) => path.includes('stroke-opacity="0.5"'))).toEqual([false, true]);
  });

  it('draws nothing of nothing', () => {
    expect(spikeMarks(cells(0, 5, []), box, [kind])).toEqual([]);
    expect(spikeMarks(cells(5, 0, []), box, [kind])).toEqual([]);
    expect(spikeMarks(cells(1, 2, [-1, -1]), box, [kind])).toEqual([]);
  });

  it('draws at most a mark per pixel of what cannot be told apart', () => {
    const dense = { steps: 3000, neurons: 100, kindAt: () => 0 };
    const [path = ''] = spikeMarks(dense, box, [kind]);
    const marks = marksIn(path);
    expect(new Set(marks.map(([x, y]) => `${x} ${y}`)).size).toBe(marks.length);
    expect(marks.length).toBeLessThanOrEqual(101 * 41);
    expect(marks.every(([x, y]) => x >= 0 && x <= 100 && y >= 0 && y < 40)).toBe(true);
  });
});
