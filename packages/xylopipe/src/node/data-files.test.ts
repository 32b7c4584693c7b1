import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { evolutionToJson } from '@xylopipe/core';
import { evolutionToNpz, labelledSetToNpz, rasterToCsv, rasterToNpy } from '@xylopipe/formats';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../../test/command.js';
import { toyRaster, toyTree } from '../../test/toy.js';
import { createXylopipe } from '../xylopipe.js';
import { readEvolution, readLabelledSet, readRaster } from './data-files.js';

describe('readRaster', () => {
  it('reads by the ending of the name, sizes for CSV', async () => {
    const raster = toyRaster(5);
    const folder = await folderWith({ 'a.npy': rasterToNpy(raster), 'a.csv': rasterToCsv(raster) });
    expect(await readRaster(join(folder, 'a.npy'))).toEqual({ value: raster, issues: [] });
    expect((await readRaster(join(folder, 'a.csv'), { steps: 9, channels: 3 })).value.steps).toBe(9);
  });

  it('says which file is damaged', async () => {
    const folder = await folderWith({ 'cut.npy': rasterToNpy(toyRaster()).subarray(0, 100), 'x.wav': '' });
    const cut = join(folder, 'cut.npy');
    await expect(readRaster(cut)).rejects.toMatchObject({ code: 'NPY_TRUNCATED', who: cut });
    await expect(readRaster(join(folder, 'x.wav'))).rejects.toMatchObject({ code: 'FORMAT_UNKNOWN' });
  });

  it('says the name of the file once', async () => {
    const folder = await folderWith({ 'x.wav': '' });
    const path = join(folder, 'x.wav');
    const error = await readRaster(path).catch((e: Error) => e);
    expect((error as Error).message.split(path)).toHaveLength(2);
  });
});

describe('readEvolution', () => {
  it('reads .npz and JSON', async () => {
    const { evolution } = await createXylopipe().network(toyTree).on('syns61201').run(toyRaster());
    const folder = await folderWith({ 'e.npz': evolutionToNpz(evolution) });
    await writeFile(join(folder, 'e.json'), JSON.stringify(evolutionToJson(evolution)));
    expect(await readEvolution(join(folder, 'e.json'))).toEqual(evolution);
    expect((await readEvolution(join(folder, 'e.npz'))).signals).toEqual(evolution.signals);
  });
});

describe('readLabelledSet', () => {
  it('reads .npz', async () => {
    const set = { rasters: [toyRaster(4), toyRaster(4)], labels: [0, 1] };
    const folder = await folderWith({ 'set.npz': labelledSetToNpz(set) });
    expect(await readLabelledSet(join(folder, 'set.npz'))).toMatchObject(set);
  });
});
