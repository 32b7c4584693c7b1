import { type Evolution, Raster } from '@xylopipe/core';
import { ready } from 'h5wasm';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../test/refusal.js';
import { decodeNirData, encodeNirData } from './nir-data-codec.js';
import { nirDataFromEvolution, nirDataFromRaster } from './nir-data-from.js';
import { rasterFromNirData } from './raster-from-nir-data.js';

const signal = (n: number, from: number) => ({
  shape: [2, n],
  data: Int16Array.from({ length: 2 * n }, (_, i) => i + from),
});

const evolution: Evolution = {
  stage: 'evolved',
  dt: 0.002,
  steps: 2,
  output: 'spikes',
  signals: { spikesOut: signal(1, 0), vmem: signal(3, -3), spikesHidden: signal(3, 0), isyn2: signal(3, 7) },
  hibernation: null,
};

describe('NIR data', () => {
  it('hold all that was recorded of a chip, through a file too', async () => {
    const data = nirDataFromEvolution(evolution);
    const written = decodeNirData(await ready, encodeNirData(await ready, data)).value;
    expect(written).toEqual(data);
    expect(rasterFromNirData(written, { node: 'output' }).value.toNested()).toEqual([[0], [1]]);
    const { nodes } = written;
    expect(
      [...nodes].map(([name, node]) => [name, 'observables' in node && [...node.observables.keys()].sort()]),
    ).toEqual(
      expect.arrayContaining([
        ['hidden', ['isyn2', 'spikes', 'vmem']],
        ['output', ['spikes']],
      ]),
    );
    expect(nodes.get('hidden')).toMatchObject({
      observables: new Map(
        Object.entries({
          spikes: {
            type: 'TimeGriddedData',
            dt: 0.002,
            data: { shape: [1, 2, 3], data: evolution.signals.spikesHidden?.data },
          },
          vmem: { type: 'TimeGriddedData', dt: 0.002, data: { shape: [1, 2, 3], data: evolution.signals.vmem?.data } },
          isyn2: {
            type: 'TimeGriddedData',
            dt: 0.002,
            data: { shape: [1, 2, 3], data: evolution.signals.isyn2?.data },
          },
        }),
      ),
    });
  });

  it('of a raster are called as is said', () => {
    const raster = Raster.fromNested([[1, 2]]);
    const data = nirDataFromRaster(raster, { dt: 1, node: 'cochlea', observable: 'events' });
    expect(rasterFromNirData(data, { node: 'cochlea', observable: 'events', dt: 1 }).value).toEqual(raster);
    expect([...nirDataFromRaster(raster, { dt: 1 }).nodes.keys()]).toEqual(['input']);
  });

  it('need a duration of timesteps', () => {
    const raster = Raster.zeros(1, 1);
    for (const dt of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(refusal(() => nirDataFromRaster(raster, { dt }))).toMatchObject({ code: 'OPTIONS_INVALID' });
    }
    const { dt: _, ...untimed } = evolution;
    expect(refusal(() => nirDataFromEvolution(untimed))).toMatchObject({ code: 'OPTIONS_INVALID' });
    expect(nirDataFromEvolution(untimed, 0.002)).toEqual(nirDataFromEvolution(evolution));
  });

  it('cannot name neurons that were chosen', () => {
    expect(refusal(() => nirDataFromEvolution({ ...evolution, neurons: { vmem: [0, 2, 5] } }))).toMatchObject({
      code: 'NIR_DATA_REFUSED',
      message: expect.stringContaining('vmem'),
    });
  });
});
