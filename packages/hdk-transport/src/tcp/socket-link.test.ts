import { type AddressInfo, createServer, Socket } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { Receiver } from '../../test/receiver.js';
import { type SocketPair, tcpPair } from '../../test/socket-pairs.js';
import type { Link } from '../link/link.js';
import { VirtualClock } from '../loopback/virtual-clock.js';
import { connectTcp } from './connect.js';
import type { SocketOptions } from './socket-options.js';

async function open(options: SocketOptions = {}): Promise<SocketPair> {
  const pair = await tcpPair(options);
  onTestFinished(async () => {
    await Promise.all([pair.host.close(), pair.device.close()]);
    await pair.cleanup();
  });
  return pair;
}

/** A link to a plain server, and its socket there. */
async function openToSocket(): Promise<{ link: Link; socket: Socket; clock: VirtualClock }> {
  const server = createServer({ allowHalfOpen: true });
  const accepted = new Promise<Socket>((resolve) => server.once('connection', resolve));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const clock = new VirtualClock();
  const link = await connectTcp({ port: (server.address() as AddressInfo).port, clock });
  const socket = await accepted;
  socket.on('error', () => {});
  onTestFinished(async () => {
    await link.close();
    socket.destroy();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return { link, socket, clock };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Sends until the other end takes no more. */
async function fill(link: Link): Promise<{ readonly waiting: Promise<void> }> {
  for (;;) {
    const waiting = link.send(new Uint8Array(link.maxFrame));
    let settled = false;
    const settle = (): void => {
      settled = true;
    };
    waiting.then(settle, settle);
    for (let quiet = 0; quiet < 200 && !settled; quiet++) await turn();
    if (!settled) return { waiting };
  }
}

describe('a link over a socket', () => {
  it('does not wait to send little', async () => {
    const setNoDelay = vi.spyOn(Socket.prototype, 'setNoDelay');
    onTestFinished(() => setNoDelay.mockRestore());
    await open();
    expect(setNoDelay.mock.calls).toEqual([[true], [true]]);
  });

  it('brings plain bytes, at most 64 KiB at a time', async () => {
    const { host, device } = await open({ maxFrame: 2 ** 20 });
    const chunks: Uint8Array[] = [];
    const complete = new Promise<void>((resolve) => {
      device.received$.subscribe({ next: (chunk) => chunks.push(chunk), complete: resolve });
    });
    await host.send(new Uint8Array(2 ** 20));
    await host.close();
    await complete;
    expect(chunks.reduce((sum, { length }) => sum + length, 0)).toBe(2 ** 20);
    expect(Math.max(...chunks.map(({ length }) => length))).toBeLessThanOrEqual(65_536);
    expect(chunks.some((chunk) => Buffer.isBuffer(chunk))).toBe(false);
  });

  it('is lost when the other end takes nothing for a time', async () => {
    const { host, clock } = await open({ stallTimeout: 100 });
    const sending = (async () => {
      for (;;) await host.send(new Uint8Array(host.maxFrame));
    })();
    const rejection = expect(sending).rejects.toMatchObject({
      code: 'LINK_CLOSED',
      cause: expect.objectContaining({ code: 'LINK_TIMEOUT', who: `tcp ${host.info.address}` }),
    });
    let ended = false;
    void host.end.then(() => {
      ended = true;
    });
    while (!ended) {
      clock.advance(1);
      await turn();
    }
    expect(clock.now()).toBeGreaterThanOrEqual(100);
    await rejection;
    expect((await host.end).reason).toBe('lost');
  });

  it('gives every frame that time anew', async () => {
    const { host, device, clock } = await open({ stallTimeout: 100 });
    for (let round = 0; round < 3; round++) {
      const { waiting } = await fill(host);
      clock.advance(99);
      const received = new Receiver(device);
      await waiting;
      received.leave();
    }
    // An end that is behind bytes which nobody takes is not heard: time, which would help, stands still.
    new Receiver(device);
    await host.close();
    expect(await host.end).toEqual({ reason: 'local' });
  });

  it('is lost when an accepted other end is silent for a minute, but not when it speaks', async () => {
    const { host, device, clock } = await open();
    const received = new Receiver(device);
    clock.advance(59_999);
    await host.send(Uint8Array.of(1));
    await received.take(1);
    clock.advance(59_999);
    await host.send(Uint8Array.of(1));
    await received.take(1);
    clock.advance(60_000);
    expect(await device.end).toEqual({
      reason: 'lost',
      cause: expect.objectContaining({ code: 'LINK_TIMEOUT', message: expect.stringContaining('60000 ms') }),
    });
    expect((await host.end).reason).not.toBe('local');
  });

  it('does not take an other end for silent that it does not listen to', async () => {
    const { host, device, clock } = await open({ stallTimeout: 1000, idleTimeout: 100 });
    const received = new Receiver(host);
    const { waiting } = await fill(host);
    // Only the device has stopped to listen; the host is kept from being idle itself.
    await device.send(Uint8Array.of(1));
    await received.take(1);
    clock.advance(99);
    await device.send(Uint8Array.of(1));
    await received.take(1);
    clock.advance(99);
    const ended = vi.fn();
    void device.end.then(ended);
    await turn();
    expect(ended).not.toHaveBeenCalled();
    const taken = new Receiver(device);
    await waiting;
    clock.advance(99);
    await turn();
    expect(ended).not.toHaveBeenCalled();
    taken.leave();
  });

  it('waits for an other end that does not close, but not for ever', async () => {
    const { link, socket, clock } = await openToSocket();
    let closed = false;
    const closing = link.close().then(() => {
      closed = true;
    });
    socket.resume();
    await new Promise((resolve) => socket.once('end', resolve));
    clock.advance(999);
    await turn();
    expect(closed).toBe(false);
    clock.advance(1);
    await closing;
    expect(await link.end).toEqual({ reason: 'local' });
    expect(clock.pending).toBe(0);
  });

  it('brings what it has sent to an other end that still sends when it closes', async () => {
    const { link, socket } = await openToSocket();
    const chunks: Buffer[] = [];
    socket.write(new Uint8Array(1000));
    await link.send(Uint8Array.of(1, 2, 3));
    const closing = link.close();
    socket.on('data', (chunk) => chunks.push(chunk));
    await new Promise((resolve) => socket.once('end', resolve));
    socket.end();
    await closing;
    expect(Buffer.concat(chunks)).toEqual(Buffer.from([1, 2, 3]));
  });

  it('ends as the other end does: in order, or broken off', async () => {
    const { link: first, socket: orderly } = await openToSocket();
    orderly.end();
    expect(await first.end).toEqual({ reason: 'remote' });
    const { link: second, socket: rude } = await openToSocket();
    rude.resetAndDestroy();
    expect(await second.end).toEqual({
      reason: 'lost',
      cause: expect.objectContaining({ code: 'LINK_LOST', cause: expect.objectContaining({ code: 'ECONNRESET' }) }),
    });
  });
});
