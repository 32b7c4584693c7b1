import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openResources, resourcesSince } from '../../test/open-resources.js';
import { VirtualClock } from '../loopback/virtual-clock.js';
import { connectTcp, connectUnix } from './connect.js';
import { listenTcp } from './listen-tcp.js';

async function server() {
  const listener = await listenTcp({ onLink: () => {} });
  onTestFinished(() => listener.close());
  return listener;
}

describe('connectTcp', () => {
  it('says where nobody listens', async () => {
    const listener = await listenTcp({ onLink: () => {} });
    const { port } = listener;
    await listener.close();
    await expect(connectTcp({ port })).rejects.toMatchObject({
      code: 'LINK_REFUSED',
      who: `tcp 127.0.0.1:${port}`,
      hint: expect.any(String),
      cause: expect.objectContaining({ code: 'ECONNREFUSED' }),
    });
  });

  it('gives up after its timeout', async () => {
    const { port } = await server();
    const clock = new VirtualClock();
    const connecting = connectTcp({ port, clock, timeout: 50 });
    clock.advance(50);
    await expect(connecting).rejects.toMatchObject({ code: 'LINK_TIMEOUT', who: `tcp 127.0.0.1:${port}` });
    expect(clock.pending).toBe(0);
  });

  it('needs its timeout no more when it is connected', async () => {
    const { port } = await server();
    const clock = new VirtualClock();
    const link = await connectTcp({ port, clock, timeout: 50 });
    expect(clock.pending).toBe(0);
    await link.close();
  });

  it('gives up when it is told to, before and while it connects', async () => {
    const { port } = await server();
    const before = await openResources();
    const controller = new AbortController();
    const connecting = connectTcp({ port, signal: controller.signal });
    controller.abort('enough');
    const refusal = { code: 'ABORTED', cause: 'enough', who: `tcp 127.0.0.1:${port}` };
    await expect(connecting).rejects.toMatchObject(refusal);
    await expect(connectTcp({ port, signal: controller.signal })).rejects.toMatchObject(refusal);
    expect(await resourcesSince(before)).toEqual([]);
  });

  it('does not touch an opened link by its signal', async () => {
    const { port } = await server();
    const controller = new AbortController();
    const link = await connectTcp({ port, signal: controller.signal });
    controller.abort();
    await expect(link.send(Uint8Array.of(1))).resolves.toBeUndefined();
    await link.close();
    expect(await link.end).toEqual({ reason: 'local' });
  });

  it('connects to a name, and tells it as the user did', async () => {
    const { port } = await server();
    const link = await connectTcp({ host: 'localhost', port });
    expect(link.info).toEqual({ kind: 'tcp', address: `localhost:${port}` });
    await link.close();
  });

  it.each([
    { port: 0 },
    { port: 65_536 },
    { port: 1.5 },
    { port: 1, timeout: 0 },
    { port: 1, maxFrame: 0 },
    { port: 1, maxFrame: 100, capacity: 99 },
    { port: 1, stallTimeout: 0 },
    { port: 1, idleTimeout: -1 },
    { port: 1, closeTimeout: Number.NaN },
  ])('refuses %j', async (options) => {
    await expect(connectTcp(options)).rejects.toMatchObject({ code: 'OPTIONS_INVALID' });
  });
});

describe('connectUnix', () => {
  it('says where there is no socket, or none that listens', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'xylopipe-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    await writeFile(join(folder, 'file'), 'text');
    for (const path of [join(folder, 'none'), join(folder, 'file')]) {
      await expect(connectUnix({ path })).rejects.toMatchObject({ code: 'LINK_REFUSED', who: `unix ${path}` });
    }
  });

  it('gives up after its timeout', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'xylopipe-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const path = join(folder, 'hdk');
    const raw = createServer();
    await new Promise<void>((resolve) => raw.listen(path, resolve));
    onTestFinished(() => new Promise<void>((resolve) => raw.close(() => resolve())));
    const clock = new VirtualClock();
    const connecting = connectUnix({ path, clock, timeout: 1 });
    clock.advance(1);
    await expect(connecting).rejects.toMatchObject({ code: 'LINK_TIMEOUT' });
  });

  it('refuses a path that does not fit', async () => {
    await expect(connectUnix({ path: 'x'.repeat(108) })).rejects.toMatchObject({ code: 'ADDRESS_INVALID' });
  });
});
