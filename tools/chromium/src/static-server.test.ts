import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStaticServer, type StaticServer } from './static-server.js';

let folder = '';
let server: StaticServer;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'static-server-'));
  mkdirSync(join(folder, 'public/deep'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'public/a b.json'), '[1]');
  writeFileSync(join(folder, 'public/deep/x.npy'), new Uint8Array([0x93, 0, 255]));
  const files = new Map(['/', '/page.js', '/k.wasm'].map((path) => [path, new TextEncoder().encode(`at ${path}`)]));
  server = await openStaticServer({ files, folders: { data: join(folder, 'public') } });
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

/** The status of a request whose path goes out as it stands; `fetch` would normalise it. */
const statusOf = (path: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    request(`${server.origin}/`, { path }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });

describe('static server', () => {
  it.each([
    ['/', 'text/html; charset=utf-8'],
    ['/page.js', 'text/javascript; charset=utf-8'],
    ['/k.wasm', 'application/wasm'],
  ])('serves what it holds at %s', async (path, type) => {
    const response = await fetch(server.origin + path);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, type]);
    expect(await response.text()).toBe(`at ${path}`);
  });

  it('serves files of folders, whatever the query', async () => {
    expect(await (await fetch(`${server.origin}/data/a%20b.json?v=1`)).json()).toEqual([1]);
    const bytes = await (await fetch(`${server.origin}/data/deep/x.npy`)).arrayBuffer();
    expect([...new Uint8Array(bytes)]).toEqual([0x93, 0, 255]);
  });

  it.each([
    '/data/../secret.txt',
    '/data/%2e%2e/secret.txt',
    '/data/..%2fsecret.txt',
    '/data/deep/../../secret.txt',
    '/data/..%5csecret.txt',
    '/data/a%00b',
    '/data/%zz',
    '../secret.txt',
    'http://127.0.0.1/data/deep/x.npy',
  ])('refuses the path %s', async (path) => {
    expect(await statusOf(path)).toBe(400);
  });

  it.each(['/absent.js', '/data', '/data/', '/data/deep', '/data/absent', '/secret.txt', '/constructor/x', '//data/a'])(
    'has nothing at %s',
    async (path) => {
      expect(await statusOf(path)).toBe(404);
    },
  );

  it('only reads', async () => {
    expect((await fetch(`${server.origin}/page.js`, { method: 'POST' })).status).toBe(405);
  });

  it('isolates pages if asked to', async () => {
    expect((await fetch(server.origin)).headers.has('cross-origin-opener-policy')).toBe(false);
    const isolated = await openStaticServer({ files: new Map([['/', new Uint8Array()]]), crossOriginIsolated: true });
    const { headers } = await fetch(isolated.origin);
    await isolated.close();
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp');
  });

  it('answers nobody once closed', async () => {
    const { origin } = server;
    await server.close();
    await expect(fetch(origin)).rejects.toThrow();
  });
});
