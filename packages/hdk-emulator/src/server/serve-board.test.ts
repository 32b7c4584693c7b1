import { createConnection, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBus } from '@xylopipe/hdk-transport';
import { encodeFrame, OPCODES } from '@xylopipe/hdk-transport/hxp';
import { connectTcp, connectUnix, listenTcp, listenUnix } from '@xylopipe/hdk-transport/tcp';
import { afterEach, describe, expect, it } from 'vitest';
import { chipNamed } from '../../test/chips.js';
import { VirtualBoard } from '../virtual-board.js';
import { type BoardServer, type Listen, serveBoard } from './serve-board.js';

const chip = chipNamed('syns63300');
const makeBoard = (): VirtualBoard => new VirtualBoard({ chip, deviceTypeName: 'XyloImuTestBoard' });
const address = chip.registers.registers.find(({ name }) => name === 'TR_WRAP')!.address;
const read = { op: 'readRegister', address } as const;

const overTcp: Listen = (onLink) => listenTcp({ onLink });
const portOf = (server: BoardServer): number => Number(server.address.split(':').at(-1));
const link = (server: BoardServer) => connectTcp({ host: '127.0.0.1', port: portOf(server) });
const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'resolved',
    (error: unknown) => error,
  );

describe('serveBoard', () => {
  const servers: BoardServer[] = [];
  const serve = async (...[board, listen, options]: Parameters<typeof serveBoard>): Promise<BoardServer> => {
    const server = await serveBoard(board, listen, options);
    servers.push(server);
    return server;
  };
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.close()));
  });

  it('serves a board over TCP, of this machine only, and over a Unix socket', async () => {
    const tcp = await serve(makeBoard(), overTcp);
    expect(tcp.address).toMatch(/^127\.0\.0\.1:\d+$/);
    const path = join(tmpdir(), `xylopipe-board-${process.pid}.sock`);
    const unix = await serve(makeBoard(), (onLink) => listenUnix({ path, onLink }));
    expect(unix.address).toBe(path);
    for (const one of [await link(tcp), await connectUnix({ path })]) {
      const bus = await openBus(one);
      expect(bus.board).toMatchObject({ deviceTypeName: 'XyloImuTestBoard', emulated: true });
      expect(await bus.run([{ op: 'writeRegister', address, value: 9 }, read])).toEqual([undefined, 9]);
      await bus.close();
    }
  });

  it('lets one of many hosts in, tells the others so, and the next one when it is gone', async () => {
    const server = await serve(makeBoard(), overTcp);
    const first = await openBus(await link(server));
    const others = await Promise.all(Array.from({ length: 48 }, async () => rejection(openBus(await link(server)))));
    for (const error of others) expect(error).toMatchObject({ code: 'HXP_REFUSED', cause: { code: 'BOARD_BUSY' } });
    expect(await first.run([read])).toEqual([0]);
    await first.close();
    const next = await openBus(await link(server));
    expect(await next.run([read])).toEqual([0]);
    await next.close();
  });

  it('has at most as many connections as the listener takes', async () => {
    const server = await serve(makeBoard(), (onLink) => listenTcp({ onLink, maxConnections: 3 }));
    const sockets = await Promise.all(Array.from({ length: 6 }, () => connected(portOf(server))));
    await until(() => server.listener.refused === 3);
    expect(server.listener.connections).toBe(3);
    for (const socket of sockets) socket.destroy();
    await until(() => server.listener.connections === 0);
    await (await openBus(await link(server))).close();
  });

  it.each([
    ['say nothing that is a frame', Buffer.alloc(300_000, 0x5a)],
    ['promise frames that are too long', Buffer.from('48580101000000000000ff7f00000000', 'hex')],
    ['ask before they say HELLO', Buffer.from(encodeFrame(OPCODES.batch, 1, new Uint8Array(8)))],
    ['leave at once', Buffer.alloc(0)],
  ])('is not disturbed by clients that %s', async (_, bytes) => {
    const server = await serve(makeBoard(), overTcp);
    const bus = await openBus(await link(server));
    const bad = await Promise.all(Array.from({ length: 5 }, () => connected(portOf(server))));
    for (const socket of bad) {
      socket.on('error', () => {});
      socket.resume();
      if (bytes.length === 0) socket.destroy();
      else socket.write(bytes);
    }
    for (let i = 0; i < 20; i++) expect(await bus.run([read])).toEqual([0]);
    for (const socket of bad) socket.destroy();
    await bus.close();
  });

  it('frees the board where its host breaks off', async () => {
    const server = await serve(makeBoard(), overTcp);
    const one = await link(server);
    await openBus(one);
    await one.close();
    await until(() => server.listener.connections === 0);
    await (await openBus(await link(server))).close();
  });

  it('has a new board after one was unplugged, if it can make one', async () => {
    const server = await serve(makeBoard, overTcp);
    const { board } = server;
    const bus = await openBus(await link(server));
    await bus.run([{ op: 'writeRegister', address, value: 3 }]);
    board.unplug();
    await bus.end;
    expect(server.board).not.toBe(board);
    const next = await openBus(await link(server));
    expect(await next.run([read])).toEqual([0]);
    await next.close();
  });

  it('closes links at once where the board is unplugged for good', async () => {
    const server = await serve(makeBoard(), overTcp);
    server.board.unplug();
    expect(await rejection(openBus(await link(server)))).toMatchObject({ code: 'BUS_LOST' });
  });

  it('tells why links cannot be served', async () => {
    const server = await serve(makeBoard(), overTcp, { maxFrame: 1 });
    expect(await rejection(openBus(await link(server)))).toMatchObject({ code: 'BUS_LOST' });
    expect(server.failure).toMatchObject({ code: 'OPTIONS_INVALID' });
  });

  it('says BYE to its host when it is closed, and unplugs the board', async () => {
    const server = await serve(makeBoard(), overTcp);
    const bus = await openBus(await link(server));
    await Promise.all([server.close(), server.close()]);
    expect((await bus.end).reason).toBe('remote');
    await server.board.end;
    expect(await rejection(link(server))).toMatchObject({ code: 'LINK_REFUSED' });
  });
});

function connected(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = createConnection({ port, host: '127.0.0.1' }, () => resolve(socket));
    socket.once('error', reject);
  });
}

/** Waits for what other ends of sockets must notice first. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
