import { statSync } from 'node:fs';
import { lstat, mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { firstLink } from '../../test/socket-pairs.js';
import { connectUnix } from './connect.js';
import { listenUnix } from './listen-unix.js';
import type { Listener } from './listener.js';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xylopipe-'));
  path = join(folder, 'hdk');
  return () => rm(folder, { recursive: true });
});

async function listen(at = path): Promise<Listener> {
  const listener = await listenUnix({ path: at, onLink: () => {} });
  onTestFinished(() => listener.close());
  return listener;
}

/** Leaves a socket at which nobody listens: one that was moved is not removed on close. */
async function leaveStaleSocket(): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(`${path}.first`, resolve));
  await rename(`${path}.first`, path);
  await new Promise<void>((resolve) => server.close(() => resolve()));
}

describe('listenUnix', () => {
  it('makes a socket for this user only, from the moment on in which it is there', async () => {
    const umask = process.umask(0);
    try {
      const listening = listenUnix({ path, onLink: () => {} });
      // It is there already, since it is made before the first await.
      expect(statSync(path).mode & 0o777).toBe(0o600);
      expect(process.umask()).toBe(0);
      const listener = await listening;
      expect(statSync(path).mode & 0o777).toBe(0o600);
      await listener.close();
    } finally {
      process.umask(umask);
    }
  });

  it('accepts links, and tells where', async () => {
    const accepted = firstLink();
    const listener = await listenUnix({ path, onLink: accepted.take });
    expect(listener.address).toBe(path);
    const link = await connectUnix({ path });
    expect(link.info).toEqual({ kind: 'unix', address: path });
    expect((await accepted.link).info).toEqual({ kind: 'unix', address: path });
    await listener.close();
    expect(await link.end).toEqual({ reason: 'remote' });
  });

  it('removes its socket when it is closed', async () => {
    const listener = await listen();
    await listener.close();
    await expect(lstat(path)).rejects.toMatchObject({ code: 'ENOENT' });
    await (await listen()).close();
  });

  it('replaces the socket of a server that is dead', async () => {
    await leaveStaleSocket();
    expect((await lstat(path)).isSocket()).toBe(true);
    await listen();
    const link = await connectUnix({ path });
    await link.close();
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('leaves a socket alone at which somebody listens', async () => {
    const first = await listen();
    const { ino } = await lstat(path);
    await expect(listen()).rejects.toMatchObject({
      code: 'ADDRESS_IN_USE',
      who: `unix ${path}`,
      cause: expect.objectContaining({ code: 'EADDRINUSE' }),
    });
    expect((await lstat(path)).ino).toBe(ino);
    const link = await connectUnix({ path });
    await link.close();
    await first.close();
  });

  it('leaves alone what is not a socket', async () => {
    await writeFile(path, 'precious');
    await expect(listen()).rejects.toMatchObject({ code: 'ADDRESS_IN_USE', hint: expect.stringContaining('remove') });
    expect(await readFile(path, 'utf8')).toBe('precious');

    const subfolder = join(folder, 'folder');
    await mkdir(subfolder);
    await expect(listen(subfolder)).rejects.toMatchObject({ code: 'ADDRESS_IN_USE' });
    const pointer = join(folder, 'pointer');
    await symlink(path, pointer);
    await expect(listen(pointer)).rejects.toMatchObject({ code: 'ADDRESS_IN_USE' });
    expect((await lstat(pointer)).isSymbolicLink()).toBe(true);
  });

  it('says that it cannot make a socket in a folder that is not there', async () => {
    await expect(listen(join(folder, 'none', 'hdk'))).rejects.toMatchObject({
      code: 'ADDRESS_DENIED',
      hint: expect.stringContaining('folder'),
    });
  });

  it('refuses a path that the system would cut off', async () => {
    await expect(listen(join(folder, 'x'.repeat(108)))).rejects.toMatchObject({ code: 'ADDRESS_INVALID' });
  });
});
