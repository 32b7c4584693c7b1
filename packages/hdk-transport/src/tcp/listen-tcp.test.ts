import { once } from 'node:events';
import { createConnection } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openResources, resourcesSince } from '../../test/open-resources.js';
import { firstLink, hasIpv6 } from '../../test/socket-pairs.js';
import type { Link, LinkEnd } from '../link/link.js';
import { openBus } from '../session/open-bus.js';
import { connectTcp } from './connect.js';
import { type ListenTcpOptions, listenTcp, type TcpListener } from './listen-tcp.js';

async function listen(options: Partial<ListenTcpOptions> = {}): Promise<TcpListener> {
  const listener = await listenTcp({ onLink: () => {}, ...options });
  onTestFinished(() => listener.close());
  return listener;
}

/** Opens so many links to a server, whose acceptance it waits for. */
async function open(listener: TcpListener, count: number): Promise<Link[]> {
  const before = listener.connections;
  const links = await Promise.all(Array.from({ length: count }, () => connectTcp({ port: listener.port })));
  while (listener.connections < before + count) await new Promise((resolve) => setImmediate(resolve));
  return links;
}

describe('listenTcp', () => {
  it('listens at a free port of this machine, and tells it', async () => {
    const listener = await listen();
    expect(listener.host).toBe('127.0.0.1');
    expect(listener.port).toBeGreaterThan(0);
    expect(listener.address).toBe(`127.0.0.1:${listener.port}`);
  });

  it.skipIf(!hasIpv6)('listens at IPv6, where there is', async () => {
    const accepted = firstLink();
    const listener = await listen({ host: '::1', onLink: accepted.take });
    expect(listener.address).toBe(`[::1]:${listener.port}`);
    const link = await connectTcp({ host: '::1', port: listener.port });
    expect(link.info.address).toBe(`[::1]:${listener.port}`);
    expect((await accepted.link).info.address).toMatch(/^\[::1\]:\d+$/);
    await link.close();
  });

  it('tells where a link comes from', async () => {
    const accepted = firstLink();
    const { port } = await listen({ onLink: accepted.take });
    const link = await connectTcp({ port });
    const { info } = await accepted.link;
    expect(info).toEqual({ kind: 'tcp', address: expect.stringMatching(/^127\.0\.0\.1:\d+$/) });
    expect(info.address).not.toBe(`127.0.0.1:${port}`);
    await link.close();
  });

  it('refuses a port at which somebody listens', async () => {
    const { port } = await listen();
    await expect(listen({ port })).rejects.toMatchObject({
      code: 'ADDRESS_IN_USE',
      who: `tcp 127.0.0.1:${port}`,
      hint: expect.any(String),
    });
  });

  it('refuses to be reached from elsewhere unless it is told to', async () => {
    await expect(listen({ host: '0.0.0.0' })).rejects.toMatchObject({ code: 'ADDRESS_NOT_LOCAL' });
    const listener = await listen({ host: '0.0.0.0', allowRemote: true });
    expect(listener.address).toBe(`0.0.0.0:${listener.port}`);
  });

  it('refuses an address that this machine does not have', async () => {
    await expect(listen({ host: '192.0.2.1', allowRemote: true })).rejects.toMatchObject({
      code: 'ADDRESS_UNAVAILABLE',
    });
  });

  it.each([{ port: -1 }, { port: 65_536 }, { maxConnections: 0 }, { maxConnections: 1.5 }, { idleTimeout: -1 }])(
    'refuses %j',
    async (options) => {
      await expect(listen(options)).rejects.toMatchObject({ code: 'OPTIONS_INVALID' });
    },
  );

  it('tells hosts that are more than it takes, and takes another one when there is room', async () => {
    const listener = await listen({ maxConnections: 3 });
    const links = await open(listener, 3);
    await expect(openBus(await connectTcp({ port: listener.port }))).rejects.toMatchObject({
      code: 'HXP_REFUSED',
      cause: { code: 'BOARD_BUSY', message: expect.stringContaining('3 connections') },
    });
    expect([listener.connections, listener.refused]).toEqual([3, 1]);
    await expect(links[0]?.send(Uint8Array.of(1))).resolves.toBeUndefined();

    await links[0]?.close();
    while (listener.connections > 2) await new Promise((resolve) => setImmediate(resolve));
    const [another] = await open(listener, 1);
    await expect(another?.send(Uint8Array.of(1))).resolves.toBeUndefined();
    expect(listener.refused).toBe(1);
    await Promise.all([another, ...links].map((link) => link?.close()));
  });

  it('takes 50 links, and tells 16 more that it takes no more', async () => {
    const listener = await listen();
    const links = await open(listener, 50);
    await Promise.all(links.map((link) => link.send(Uint8Array.of(1))));
    const refused = await Promise.all(Array.from({ length: 16 }, () => connectTcp({ port: listener.port })));
    while (listener.refused < 16) await new Promise((resolve) => setImmediate(resolve));
    const last = await connectTcp({ port: listener.port });
    expect((await last.end).reason).not.toBe('local');
    expect([listener.connections, listener.refused]).toEqual([50, 17]);
    for (const link of refused)
      await expect(openBus(link)).rejects.toMatchObject({ code: 'HXP_REFUSED', cause: { code: 'BOARD_BUSY' } });
    await Promise.all(links.map((link) => link.close()));
  });

  it('closes also those whom it was about to tell when it is closed', async () => {
    const before = await openResources();
    const listener = await listenTcp({ onLink: () => {}, maxConnections: 1 });
    const [link] = await open(listener, 1);
    const refused = await connectTcp({ port: listener.port });
    while (listener.refused < 1) await new Promise((resolve) => setImmediate(resolve));
    await listener.close();
    expect([await link?.end, await refused.end]).toEqual([{ reason: 'remote' }, { reason: 'remote' }]);
    expect(await resourcesSince(before)).toEqual([]);
  });

  it('goes on when a connection is broken off', async () => {
    const ends: LinkEnd[] = [];
    const listener = await listen({ onLink: (link) => void link.end.then((end) => ends.push(end)) });
    for (let i = 0; i < 5; i++) {
      const socket = createConnection({ host: '127.0.0.1', port: listener.port });
      await once(socket, 'connect');
      socket.resetAndDestroy();
      await once(socket, 'close');
    }
    while (listener.connections > 0) await new Promise((resolve) => setImmediate(resolve));
    const [link] = await open(listener, 1);
    await expect(link?.send(Uint8Array.of(1))).resolves.toBeUndefined();
    await link?.close();
    while (listener.connections > 0) await new Promise((resolve) => setImmediate(resolve));
    // One that was reset before it was accepted may never have been a link.
    expect(ends.at(-1)).toEqual({ reason: 'remote' });
    for (const { reason } of ends.slice(0, -1)) expect(reason).toBe('lost');
  });

  it('closes its links when it is closed, and nothing is left', async () => {
    const before = await openResources();
    const listener = await listenTcp({ onLink: () => {} });
    const links = await open(listener, 4);
    await Promise.all([listener.close(), listener.close()]);
    expect(listener.connections).toBe(0);
    for (const link of links) expect(await link.end).toEqual({ reason: 'remote' });
    await expect(connectTcp({ port: listener.port })).rejects.toMatchObject({ code: 'LINK_REFUSED' });
    await listener.close();
    expect(await resourcesSince(before)).toEqual([]);
  });
});
