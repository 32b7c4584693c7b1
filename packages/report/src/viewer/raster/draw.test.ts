import { describe, expect, it } from 'vitest';
import { layer, model, run } from '../../../test/plain-model.js';
import type { ReportModel } from '../../report-model.js';
import type { Colours } from '../colours.js';
import { TimeWindow } from '../time-window.js';
import { drawRaster } from './draw.js';
import { Painter } from './paint.js';
import { RasterState } from './raster-state.js';

/** What is written on a raster of 40 pixels' height, and where. */
function written(shown: ReportModel, left = 132): readonly { text: string; x: number; y: number }[] {
  const texts: { text: string; x: number; y: number }[] = [];
  const context = new Proxy<Record<string, unknown>>(
    {
      canvas: { width: 332, height: 62 },
      measureText: (text: string) => ({ width: text.length * 5 }),
      createImageData: (width: number, height: number) => ({ data: new Uint8ClampedArray(4 * width * height) }),
      fillText: (text: string, x: number, y: number) => texts.push({ text, x, y }),
    },
    { get: (known, name) => known[name as string] ?? (() => undefined) },
  );
  const colours = { css: () => '#000000', rgb: () => [0, 0, 0], font: () => '' } as unknown as Colours;
  const state = new RasterState(shown, 'hidden', new TimeWindow(shown.runs[0]?.steps ?? 0), () => undefined);
  const frame = { left, width: 200, height: 40 };
  drawRaster(context as unknown as CanvasRenderingContext2D, frame, state, new Painter(), colours, 1);
  return texts;
}

const layers = Array.from({ length: 30 }, (_, n) => layer(`l${n}`, 'hidden', [n]));

describe('drawRaster', () => {
  it('says what the axis of time is, in as many words as there is room for', () => {
    const timed = model({ runs: [{ ...run('a', 2, layers), dt: 0.01 }] });
    expect(written(timed).map(({ text }) => text)).toContain('timestep (10 ms each)');
    expect(written(timed, 76).map(({ text }) => text)).toContain('timestep');
    expect(written(model({ layers })).map(({ text }) => text)).toContain('timestep');
  });

  it('writes no id and no name over another, however many layers there are', () => {
    const ids = written(model({ layers })).filter(({ text, x }) => /^\d+$/.test(text) && x < 132);
    expect(ids.length).toBeGreaterThan(2);
    const names = written(model({ layers })).filter(({ text }) => text.startsWith('l'));
    expect(names.length).toBeGreaterThan(1);
    for (const list of [ids, names]) {
      for (const [i, { y }] of list.entries()) if (i > 0) expect(y - (list[i - 1]?.y ?? 0)).toBeGreaterThanOrEqual(12);
    }
  });

  it('has no tick where there are no timesteps', () => {
    expect(
      written(model({ runs: [run('a', 0, [layer('l', 'hidden', [7], { spikes: [] })])] })).map(({ text }) => text),
    ).toEqual(['7', 'l', 'timestep']);
  });
});
