import { once } from 'node:events';
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../../test/command.js';
import { OutputFiles } from './output-files.js';

const coded = (code: string) => expect.objectContaining({ code });
const read = (folder: string, name: string): Promise<string> => readFile(join(folder, name), 'utf8');

describe('OutputFiles', () => {
  it('shows nothing before commit, everything after, and leaves no trace', async () => {
    const parent = await folderWith();
    const folder = join(parent, 'a', 'b');
    const files = await OutputFiles.open(folder);
    await files.write('one.json', '1');
    await files.write('two.npz', Uint8Array.of(2));
    expect((await readdir(parent)).filter((name) => !name.startsWith('.xylopipe-'))).toEqual([]);
    await files.commit();
    await files.close();
    expect(await readdir(parent)).toEqual(['a']);
    expect((await readdir(folder)).sort()).toEqual(['one.json', 'two.npz']);
    expect(await read(folder, 'one.json')).toBe('1');
  });

  it('leaves what is there alone if nothing is committed', async () => {
    const folder = await folderWith({ 'one.json': 'old' });
    const files = await OutputFiles.open(folder);
    await files.write('one.json', 'new');
    await files.close();
    expect(await readdir(folder)).toEqual(['one.json']);
    expect(await read(folder, 'one.json')).toBe('old');
  });

  it('refuses to take the place of a folder, or of what is no file', async () => {
    const folder = await folderWith({ 'one.json': 'old' });
    await mkdir(join(folder, 'inner'));
    const server = createServer().listen(join(folder, 'socket'));
    await once(server, 'listening');
    await symlink('/proc/self/fd/1', join(folder, 'stdout'));
    const files = await OutputFiles.open(folder);
    await files.claim('one.json');
    await files.claim('two.json');
    for (const name of ['inner', 'socket', 'stdout']) {
      await expect(files.claim(name)).rejects.toMatchObject({ code: 'OUTPUT_NOT_WRITABLE', who: join(folder, name) });
    }
    await files.close();
    server.close();
  });

  it('replaces files of its names, takes stale ones away, and touches no other', async () => {
    const folder = await folderWith({ 'run.json': 'old', 'stale.npz': 'old', 'notes.txt': 'mine' });
    const files = await OutputFiles.open(folder);
    await files.write('run.json', 'new');
    await files.commit(['run.json', 'stale.npz', 'never.json']);
    await files.close();
    expect((await readdir(folder)).sort()).toEqual(['notes.txt', 'run.json']);
    expect(await read(folder, 'run.json')).toBe('new');
    expect(await read(folder, 'notes.txt')).toBe('mine');
  });

  it('puts everything back if one of the files cannot get to its place', async () => {
    const folder = await folderWith({ 'a.json': 'old', 'stale.json': 'old' });
    await mkdir(join(folder, 'c.json'));
    await writeFile(join(folder, 'c.json', 'inside'), 'mine');
    const files = await OutputFiles.open(folder);
    for (const name of ['a.json', 'b.json', 'c.json']) await files.write(name, 'new');
    await expect(files.commit(['stale.json'])).rejects.toEqual(coded('OUTPUT_NOT_WRITABLE'));
    await files.close();
    expect((await readdir(folder)).sort()).toEqual(['a.json', 'c.json', 'stale.json']);
    expect(await read(folder, 'a.json')).toBe('old');
    expect(await read(folder, 'c.json/inside')).toBe('mine');
  });

  it('takes folders that it made away again', async () => {
    const parent = await folderWith();
    const files = await OutputFiles.open(join(parent, 'a', 'b'));
    await files.write('one.json', '1');
    await mkdir(join(parent, 'a'));
    await writeFile(join(parent, 'a', 'b'), 'a file has come in the way');
    await expect(files.commit()).rejects.toEqual(coded('OUTPUT_NOT_WRITABLE'));
    await files.close();
    expect(await readdir(parent)).toEqual(['a']);
  });

  it('says at once where it cannot write', async () => {
    const folder = await folderWith({ file: 'not a folder' });
    await expect(OutputFiles.open(join(folder, 'file'))).rejects.toMatchObject({
      code: 'OUTPUT_NOT_WRITABLE',
      who: join(folder, 'file'),
      hint: expect.stringContaining('another place'),
    });
    await expect(OutputFiles.open(join(folder, 'file', 'below'))).rejects.toEqual(coded('OUTPUT_NOT_WRITABLE'));
    await expect(OutputFiles.open('/proc/nowhere')).rejects.toEqual(coded('OUTPUT_NOT_WRITABLE'));
  });
});
