import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { isXylopipeError } from '@xylopipe/core';
import { labelledSetToNpz, rasterToCsv, rasterToNpy } from '@xylopipe/formats';
import { nirDataFromRaster } from '@xylopipe/nir';
import { writeNirData } from '@xylopipe/nir/node';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../../test/command.js';
import { toyRaster } from '../../test/toy.js';
import { readRecordings } from './recordings.js';

const a = rasterToNpy(toyRaster(4));
const b = rasterToCsv(toyRaster(6));

/** A folder with a folder for each class. */
async function classes(...names: readonly string[]): Promise<string> {
  const folder = await folderWith({});
  for (const name of names) {
    await mkdir(join(folder, name));
    await rename(join(await folderWith({ 'x.npy': a }), 'x.npy'), join(folder, name, 'x.npy'));
  }
  return folder;
}

const refused = async (path: string): Promise<readonly string[]> => {
  const error = await readRecordings(path).catch((e: unknown) => e);
  if (!isXylopipeError(error)) throw error;
  expect([error.code, error.who]).toEqual(['RECORDINGS_INVALID', path]);
  return error.issues.map(({ code, at }) => `${code} ${at.at(-1)}`);
};

describe('readRecordings', () => {
  it('reads a labelled set', async () => {
    const set = { rasters: [toyRaster(4), toyRaster(4)], labels: [0, 1], classes: ['a', 'b'] };
    const folder = await folderWith({ 'set.npz': labelledSetToNpz(set) });
    expect(await readRecordings(join(folder, 'set.npz'))).toEqual({ ...set, names: ['0', '1'] });
  });

  it('takes options of events and of NIR data for the files that they are for', async () => {
    const nir = await writeNirData(nirDataFromRaster(toyRaster(4), { dt: 0.001, node: 'input' }));
    const options = { dt: 0.001, events: { unit: 'ms' }, nirData: { node: 'input' } } as const;
    const mixed = await folderWith({ 'a.csv': 't,channel\n0.5,1\n2.5,0', 'b.nir': nir });
    const { names, rasters } = await readRecordings(mixed, options);
    expect([names, rasters.map(({ steps }) => steps)]).toEqual([
      ['a.csv', 'b.nir'],
      [3, 4],
    ]);
    const error = await readRecordings(await folderWith({ 'b.nir': nir }), options).catch((e: unknown) => e);
    expect(error).toMatchObject({ code: 'RECORDINGS_INVALID', issues: [{ code: 'OPTIONS_INVALID', at: ['b.nir'] }] });
  });

  it('reads the rasters of a folder in the order of their names, and nothing else that is there', async () => {
    const folder = await folderWith({ 'b.npy': a, 'a.csv': b, 'notes.txt': '', 'set.npz': '' });
    const { names, rasters, labels } = await readRecordings(folder);
    expect([names, rasters.map(({ steps }) => steps), labels]).toEqual([['a.csv', 'b.npy'], [6, 4], undefined]);
  });

  it('reads their labels from labels.csv', async () => {
    const folder = await folderWith({
      'b.npy': a,
      'a,1.csv': b,
      'labels.csv': 'file,label\r\nb.npy,3\r\na,1.csv,0\r\n',
    });
    const { names, labels } = await readRecordings(folder);
    expect([names, labels]).toEqual([
      ['a,1.csv', 'b.npy'],
      [0, 3],
    ]);
  });

  it.each([
    ['with spaces', 'file, label\n a.npy , 2 \nb.npy,\t0\n \n'],
    ['in quotes', '"file","label"\n"a.npy","2"\n"b.npy",0\n'],
    ['after a byte order mark', '\ufefffile,label\na.npy,2\nb.npy,0'],
  ])('reads labels %s, as spreadsheets write them', async (_, csv) => {
    const { labels } = await readRecordings(await folderWith({ 'a.npy': a, 'b.npy': a, 'labels.csv': csv }));
    expect(labels).toEqual([2, 0]);
  });

  it('reads commas and quotes in a name that is in quotes', async () => {
    const csv = 'file,label\n"a, ""loud"".npy",4\n';
    const folder = await folderWith({ 'a, "loud".npy': a, 'labels.csv': csv });
    expect((await readRecordings(folder)).labels).toEqual([4]);
  });

  it.each(['a.npy,', 'a.npy,"1', 'a.npy,1 2', ',1', 'a.npy,1.5', 'a.npy'])('reads no label in %j', async (line) => {
    const folder = await folderWith({ 'a.npy': a, 'labels.csv': `file,label\n${line}\n` });
    const found = await refused(folder);
    expect(found[0]).toBe('LABELS_LINE 2');
    expect(found).toHaveLength(line.startsWith('a.npy,') && !line.includes('"') ? 1 : 2);
  });

  it('reads a folder for each class, by number or by name', async () => {
    expect(await readRecordings(await classes('2', '0'))).toMatchObject({
      names: ['0/x.npy', '2/x.npy'],
      labels: [0, 2],
      classes: undefined,
    });
    expect(await readRecordings(await classes('scream', 'gun'))).toMatchObject({
      names: ['gun/x.npy', 'scream/x.npy'],
      labels: [0, 1],
      classes: ['gun', 'scream'],
    });
  });

  it('refuses labels that do not match the files, with everything', async () => {
    const csv = 'file,label\na.npy,1\na.npy,1\nabsent.npy,0\nb.npy,-1\nnonsense\n';
    const folder = await folderWith({ 'a.npy': a, 'b.npy': a, 'c.npy': a.subarray(0, 20), 'labels.csv': csv });
    expect(await refused(folder)).toEqual([
      'LABEL_REPEATED 3',
      'LABEL_WITHOUT_FILE 4',
      'LABELS_LINE 5',
      'LABELS_LINE 6',
      'FILE_WITHOUT_LABEL c.npy',
      expect.stringMatching(/^NPY_\w+ c.npy$/),
    ]);
    expect(await refused(await folderWith({ 'a.npy': a, 'labels.csv': 'a.npy,1' }))).toEqual(['LABELS_HEADER 1']);
  });

  it('refuses a folder with no raster, and a path with nothing', async () => {
    expect(await refused(await folderWith({ 'notes.txt': '' }))).toEqual([]);
    expect(await refused(await folderWith({ 'labels.csv': 'file,label\n' }))).toEqual([]);
    await expect(readRecordings(join(await folderWith({}), 'absent.npz'))).rejects.toMatchObject({
      code: 'FILE_NOT_READABLE',
    });
  });
});
