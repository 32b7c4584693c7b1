import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../../test/command.js';
import { Outputs } from './outputs.js';

const unwritable = expect.objectContaining({ code: 'OUTPUT_NOT_WRITABLE' });

describe('Outputs', () => {
  it('shows files in several folders at once, and leaves no trace', async () => {
    const parent = await folderWith();
    const outputs = new Outputs();
    const results = await outputs.folder(join(parent, 'results'));
    const report = await outputs.file(join(parent, 'report.html'));
    const inside = await outputs.file(join(parent, 'results', 'junit.xml'));
    await results.write('run.json', '{}');
    await report('page');
    await inside('xml');
    expect((await readdir(parent)).filter((name) => !name.startsWith('.'))).toEqual([]);
    await outputs.commit();
    await outputs.close();
    expect((await readdir(parent)).sort()).toEqual(['report.html', 'results']);
    expect((await readdir(join(parent, 'results'))).sort()).toEqual(['junit.xml', 'run.json']);
  });

  it('shows none where one of them cannot get to its place', async () => {
    const parent = await folderWith({ 'a.html': 'old' });
    const outputs = new Outputs();
    const first = await outputs.file(join(parent, 'a.html'));
    const second = await outputs.file(join(parent, 'b', 'b.html'));
    await first('new');
    await second('new');
    await mkdir(join(parent, 'b', 'b.html'), { recursive: true });
    await expect(outputs.commit()).rejects.toEqual(unwritable);
    await outputs.close();
    expect(await readFile(join(parent, 'a.html'), 'utf8')).toBe('old');
    expect((await readdir(parent)).sort()).toEqual(['a.html', 'b']);
  });

  it('takes files of an earlier time away in one folder only', async () => {
    const [one, two] = [await folderWith({ 'stale.json': '' }), await folderWith({ 'stale.json': '' })];
    const outputs = new Outputs();
    const results = await outputs.folder(one);
    await (await outputs.file(join(two, 'report.html')))('page');
    await outputs.commit(new Map([[results, ['stale.json']]]));
    await outputs.close();
    expect([await readdir(one), (await readdir(two)).sort()]).toEqual([[], ['report.html', 'stale.json']]);
  });

  it.each(['', '.', 'taken', 'file/below.html'])('refuses "%s" before there is anything to write', async (name) => {
    const folder = await folderWith({ file: '' });
    await mkdir(join(folder, 'taken'));
    const outputs = new Outputs();
    await expect(outputs.file(name === '' ? name : join(folder, name))).rejects.toEqual(unwritable);
    await outputs.close();
    expect((await readdir(folder)).sort()).toEqual(['file', 'taken']);
  });
});
