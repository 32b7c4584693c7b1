import { Raster } from '@xylopipe/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { events, gridded, recorded } from '../../test/recorded.js';
import { refusal } from '../../test/refusal.js';
import type { NirEventData, NirGraphData } from './nir-data.js';
import { nirDataFromRaster } from './nir-data-from.js';
import { type NirRasterOptions, rasterFromNirData } from './raster-from-nir-data.js';

const rows = (data: NirGraphData, options: NirRasterOptions) => rasterFromNirData(data, options).value.toNested();
const refused = (data: NirGraphData, options: NirRasterOptions) => refusal(() => rasterFromNirData(data, options));

describe('a raster from NIR data', () => {
  it('is a sample of counts on a grid', () => {
    const data = recorded({ gridded });
    const first = [
      [0, 1],
      [2, 0],
      [0, 255],
    ];
    expect(rows(data, { sample: 0 })).toEqual(first);
    expect(rows(data, { node: 'lif', observable: 'gridded', sample: 0, dt: 0.1 * 0.01 })).toEqual(first);
    expect(rows(data, { node: ['lif'], sample: 1 })[0]).toEqual([1, 1]);
    expect(refused(data, { sample: 0, dt: 0.002 })).toMatchObject({
      code: 'NIR_DATA_REFUSED',
      message: expect.stringContaining('0.001 s'),
    });
    const states = { ...gridded, data: { ...gridded.data, data: gridded.data.data.map((x) => x - 0.5) } };
    expect(refused(recorded({ v: states }), { sample: 0 })).toMatchObject({ code: 'RASTER_INVALID' });
  });

  it('has events of a sample in the timesteps that end after them', () => {
    const data = recorded({ events });
    expect(rows(data, { sample: 0, dt: 0.001 })).toEqual([
      [0, 1],
      [0, 0],
      [1, 0],
    ]);
    expect(rows(data, { sample: 1, dt: 0.001 })).toEqual([
      [0, 0],
      [2, 0],
      [0, 1],
    ]);
    expect(rows(data, { sample: 0, dt: 0.002 })).toEqual([
      [0, 1],
      [1, 0],
    ]);
  });

  it('may have events in the timesteps that they start', () => {
    const data = recorded({ events });
    expect(rows(data, { sample: 0, dt: 0.001, border: 'start' })).toEqual([
      [0, 0],
      [0, 1],
      [1, 0],
    ]);
    expect(refused(data, { sample: 1, dt: 0.001, border: 'start' })).toMatchObject({
      code: 'EVENTS_INVALID',
      issues: [{ code: 'EVENT_OUTSIDE' }],
    });
    const atOnce: NirEventData = {
      ...events,
      time: { ...events.time, data: new Float64Array(6) },
      idx: { ...events.idx, data: new Float64Array(6) },
    };
    expect(refused(recorded({ atOnce }), { sample: 0, dt: 0.001 }).issues[0]).toMatchObject({
      code: 'EVENT_EARLY',
      hint: expect.stringContaining('border'),
    });
    expect(rows(recorded({ atOnce }), { sample: 0, dt: 0.001, border: 'start' })[0]).toEqual([3, 0]);
  });

  it('tells how many events did not fit', () => {
    const { issues } = rasterFromNirData(recorded({ events }), { sample: 1, dt: 0.003, maxCount: 1 });
    expect(issues).toMatchObject([{ code: 'EVENTS_CLIPPED', measured: 2, limit: 1 }]);
  });

  it.each([0.0005, 0.002])('is not of data on another grid: %d s', (dt) => {
    expect(refused(recorded({ gridded }), { sample: 0, dt })).toMatchObject({
      code: 'NIR_DATA_REFUSED',
      hint: expect.stringContaining('the timestep of the network'),
    });
  });

  it('needs to know what is meant', () => {
    const node = recorded({ spikes: gridded, v: gridded }).nodes.get('lif') as never;
    const inner: NirGraphData = {
      type: 'NIRGraphData',
      nodes: new Map([
        ['a', node],
        ['b', node],
      ]),
    };
    const data: NirGraphData = { type: 'NIRGraphData', nodes: new Map([['net', inner]]) };
    expect(rows(data, { node: ['net', 'b'], sample: 1 })).toHaveLength(3);
    const cases: readonly (readonly [NirRasterOptions, string])[] = [
      [{ sample: 0 }, 'no node is named; have: a, b'],
      [{ sample: 0, node: 'a' }, 'no node "a"; have: net'],
      [{ sample: 0, node: ['net', 'c'] }, 'no node "c"; have: a, b'],
      [{ sample: 0, node: ['net', 'a', 'x'] }, 'no node "x"'],
      [{ sample: 0, node: ['net', 'a'], observable: 'isyn' }, 'no observable "isyn"; have: spikes, v'],
      [{ node: ['net', 'a'] }, 'no sample is named; there are 2'],
      [{ sample: 2, node: ['net', 'a'] }, 'no sample 2; there are 2'],
      [{ sample: 0.5, node: ['net', 'a'] }, 'no sample 0.5; there are 2'],
    ];
    for (const [options, message] of cases) {
      expect(refused(data, options)).toMatchObject({
        code: 'NIR_DATA_REFUSED',
        message: expect.stringContaining(message),
      });
    }
    expect(refused(recorded({}), {}).message).toContain('have: none');
    const several = recorded({ i: gridded, v: gridded });
    expect(refused(several, { sample: 0 }).message).toContain('no observable is named');
  });

  it('needs a timestep for events, and no values', () => {
    expect(refused(recorded({ events }), { sample: 0 })).toMatchObject({
      code: 'NIR_DATA_REFUSED',
      hint: expect.stringContaining('dt'),
    });
    expect(refused(recorded({ events }), { sample: 0, dt: -1 })).toMatchObject({ code: 'OPTIONS_INVALID' });
    const valued = { ...events, type: 'ValuedEventData', value: events.time } as const;
    expect(refused(recorded({ valued }), { sample: 0, dt: 0.001 })).toMatchObject({ code: 'NIR_DATA_REFUSED' });
  });

  it('is the one that they were made of', () => {
    const rasters = fc
      .tuple(fc.nat(5), fc.nat(5))
      .chain(([steps, channels]) =>
        fc
          .uint8Array({ minLength: steps * channels, maxLength: steps * channels })
          .map((counts) => new Raster(steps, channels, counts)),
      );
    fc.assert(
      fc.property(rasters, (raster) => {
        expect(rasterFromNirData(nirDataFromRaster(raster, { dt: 0.01 })).value).toEqual(raster);
      }),
    );
  });

  it('of events at k dt is the same as on the grid, as the Python package makes them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 9999 }), (steps, n) => {
        const dt = n / 1e6;
        const all = Array.from({ length: steps }, (_, k) => k);
        const time = { shape: [1, steps], data: Float64Array.from(all, (k) => (k + 1) * dt) };
        const idx = { shape: [1, steps], data: Int32Array.from(all, (k) => k % 3) };
        const data = recorded({ spikes: { type: 'EventData', idx, time, nNeurons: 3, tMax: steps * dt } });
        const expected = all.map((k) => [0, 1, 2].map((neuron) => (k % 3 === neuron ? 1 : 0)));
        expect(rows(data, { dt })).toEqual(expected);
      }),
    );
  });
});
