import { link, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../../test/command.js';
import { Outputs } from './outputs.js';

const unwritable = expect.objectContaining({ code: 'OUTPUT_NOT_WRITABLE' });

describe('Outputs', () => {
  it('shows files in several folders at once, and leaves no trace', async () => {
    const parent = await folderWith();
    const outputs = new Outputs([]);
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
    const outputs = new Outputs([]);
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
    const outputs = new Outputs([]);
    const results = await outputs.folder(one);
    await (await outputs.file(join(two, 'report.html')))('page');
    await outputs.commit(new Map([[results, ['stale.json']]]));
    await outputs.close();
    expect([await readdir(one), (await readdir(two)).sort()]).toEqual([[], ['report.html', 'stale.json']]);
  });

  it.each(['', '.', 'taken', 'file/below.html'])('refuses "%s" before there is anything to write', async (name) => {
    const folder = await folderWith({ file: '' });
    await mkdir(join(folder, 'taken'));
    const outputs = new Outputs([]);
    await expect(outputs.file(name === '' ? name : join(folder, name))).rejects.toEqual(unwritable);
    await outputs.close();
    expect((await readdir(folder)).sort()).toEqual(['file', 'taken']);
  });

  it.each(['a.html', './a.html', 'other/../a.html', 'link/a.html'])(
    'gives a place to one output only: %s',
    async (again) => {
      const parent = await folderWith({ 'a.html': 'mine' });
      await symlink(parent, join(parent, 'link'));
      const outputs = new Outputs([]);
      await outputs.file(join(parent, 'a.html'));
      const repeated = expect.objectContaining({ code: 'OUTPUT_REPEATED', who: `${parent}/${again}` });
      await expect(outputs.file(`${parent}/${again}`)).rejects.toEqual(repeated);
      await expect(outputs.claim(`${parent}/${again}`)).rejects.toEqual(repeated);
      await outputs.close();
      expect([await readFile(join(parent, 'a.html'), 'utf8'), (await readdir(parent)).length]).toEqual(['mine', 2]);
    },
  );

  it('gives the places of a folder to nothing else, there yet or not', async () => {
    const parent = await folderWith();
    const outputs = new Outputs([]);
    await outputs.folder(join(parent, 'new'), ['run.json']);
    await expect(outputs.file(join(parent, 'new', 'run.json'))).rejects.toMatchObject({ code: 'OUTPUT_REPEATED' });
    await expect(outputs.file(join(parent, 'new', 'page.html'))).resolves.toBeTypeOf('function');
    await outputs.close();
  });

  it('refuses the place of a folder before there is anything to write', async () => {
    const folder = await folderWith({});
    await mkdir(join(folder, 'run.json'));
    const outputs = new Outputs([]);
    await expect(outputs.folder(folder, ['run.json'])).rejects.toMatchObject({ code: 'OUTPUT_NOT_WRITABLE' });
    await outputs.close();
    expect(await readdir(folder)).toEqual(['run.json']);
  });

  it('replaces no input, by whatever name', async () => {
    const parent = await folderWith({ 'in.npz': 'mine', 'other.npz': 'older' });
    const at = (name: string): string => join(parent, name);
    await link(at('in.npz'), at('hard.npz'));
    await symlink(at('in.npz'), at('soft.npz'));
    const outputs = new Outputs([undefined, at('missing.npz'), at('in.npz')]);
    for (const name of ['in.npz', 'hard.npz', 'soft.npz', 'missing.npz']) {
      await expect(outputs.file(at(name))).rejects.toMatchObject({ code: 'OUTPUT_IS_INPUT', who: at(name) });
    }
    await expect(outputs.folder(parent, ['other.npz', 'in.npz'])).rejects.toMatchObject({ code: 'OUTPUT_IS_INPUT' });
    await expect(outputs.file(at('page.html'))).resolves.toBeTypeOf('function');
    await outputs.close();
  });

  it('puts back all that it can, and never removes what it cannot', async () => {
    const parent = await folderWith({ 'a.html': 'mine', 'b.html': 'mine too' });
    const [one, two] = [join(parent, 'a.html'), join(parent, 'c', 'c.html')];
    const outputs = new Outputs([]);
    for (const place of [one, join(parent, 'b.html'), two]) await (await outputs.file(place))('new');
    const folder = await outputs.folder(join(parent, 'c'));
    const commit = folder.commit.bind(folder);
    folder.commit = async () => {
      // While it works, somebody puts a folder where the first file has to go back.
      await rm(one);
      await mkdir(join(one, 'in the way'), { recursive: true });
      await writeFile(join(parent, 'c'), 'and a file where the folder has to be');
      return commit();
    };
    const failure = await outputs.commit().catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'OUTPUT_NOT_PUT_BACK' });
    await outputs.close();
    expect(await readFile(join(parent, 'b.html'), 'utf8')).toBe('mine too');
    const [staging = ''] = (await readdir(parent)).filter((name) => name.startsWith('.xylopipe-'));
    expect(await readFile(join(parent, staging, 'old', 'a.html'), 'utf8')).toBe('mine');
    expect((failure as Error).message).toContain(join(staging, 'old'));
  });
});
