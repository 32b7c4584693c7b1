import { createConnection, type Socket } from 'node:net';
import { type BoardServer, serveBoard } from '@xylopipe/hdk-emulator/server';
import { type Bus, openBus, systemClock } from '@xylopipe/hdk-transport';
import { encodeFrame, MAX_FRAME, OPCODES } from '@xylopipe/hdk-transport/hxp';
import { connectTcp, listenTcp, type TcpListener } from '@xylopipe/hdk-transport/tcp';
import { xyloDriver } from '@xylopipe/xylo-hdk';
import { afterEach, describe, expect, it } from 'vitest';
import { drivenChip, newBoard } from './chip.js';
import { evolvesAsItShould } from './fuzz/sound-board.js';
import { hello } from './fuzz/sound-frames.js';
import { networkOn } from './network.js';

const chip = drivenChip();

/** A board as `xylopipe hdk serve` serves it, and clients that it has; all of them are gone after the test. */
class Served {
  readonly #server: BoardServer;
  readonly #listener: TcpListener;
  readonly #sockets: Socket[] = [];

  private constructor(server: BoardServer, listener: TcpListener) {
    this.#server = server;
    this.#listener = listener;
  }

  static async start(): Promise<Served> {
    let listener!: TcpListener;
    const server = await serveBoard(newBoard(chip, systemClock), async (onLink) => {
      listener = await listenTcp({ onLink });
      return listener;
    });
    return new Served(server, listener);
  }

  get connections(): number {
    return this.#listener.connections;
  }

  get refused(): number {
    return this.#listener.refused;
  }

  /** A client that nothing is known of but its socket. */
  async client(): Promise<Socket> {
    const socket = createConnection({ port: this.#listener.port, host: '127.0.0.1' });
    this.#sockets.push(socket);
    socket.on('error', () => {});
    await new Promise<void>((resolve) => socket.once('connect', resolve));
    return socket;
  }

  /** A good client. */
  async host(): Promise<Bus> {
    return openBus(await connectTcp({ port: this.#listener.port }));
  }

  /** Deploys and evolves as a good client. */
  async isSound(): Promise<void> {
    const driver = xyloDriver(chip, () => this.host());
    expect(await evolvesAsItShould(driver, chip.limits, networkOn(chip.limits))).toEqual([]);
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await this.#server.close();
  }
}

describe('a served board, whose clients', () => {
  let served: Served;
  afterEach(() => served.close());

  it.each([
    ['send random bytes', Buffer.alloc(2 ** 20, 'HXhx')],
    ['send half a frame', Buffer.from(encodeFrame(OPCODES.hello, 1, hello())).subarray(0, 11)],
    [
      'send half of the longest frame',
      Buffer.from(encodeFrame(OPCODES.batch, 1, new Uint8Array(60_000))).subarray(0, 30_000),
    ],
    ['send a frame that is too long', Buffer.from(encodeFrame(OPCODES.batch, 1, new Uint8Array(MAX_FRAME)))],
    ['say HELLO without an end', helloFlood(20_000)],
  ])(
    '%s, serves the others',
    async (_, bytes) => {
      served = await Served.start();
      const clients = await Promise.all(Array.from({ length: 3 }, () => served.client()));
      for (const client of clients) client.resume().write(bytes);
      if (bytes.length > 500_000) await Promise.all(clients.map(hasSent));
      // Who floods the board with HELLO has it, as long as it is there.
      for (const client of clients) client.destroy();
      await until(() => served.connections === 0);
      await served.isSound();
    },
    30_000,
  );

  it('read nothing of what they are told, serves the next', async () => {
    served = await Served.start();
    const client = await served.client();
    client.pause().write(helloFlood(50_000));
    await until(() => client.bytesWritten > 100_000);
    client.destroy();
    await until(() => served.connections === 0);
    await served.isSound();
  }, 30_000);

  it('are fifty, tells the next one that it takes no other until one of them leaves', async () => {
    served = await Served.start();
    const clients = await Promise.all(Array.from({ length: 50 }, () => served.client()));
    await until(() => served.connections === 50);
    await expect(served.host()).rejects.toMatchObject({
      code: 'HXP_REFUSED',
      cause: { code: 'BOARD_BUSY', message: expect.stringContaining('50 connections') },
    });
    expect([served.connections, served.refused]).toEqual([50, 1]);
    clients[0]!.destroy();
    await until(() => served.connections === 49);
    await served.isSound();
  }, 30_000);
});

/** So many of them, each of a session of its own. */
function helloFlood(count: number): Buffer {
  const payload = hello();
  return Buffer.concat(Array.from({ length: count }, (_, session) => encodeFrame(OPCODES.hello, session, payload)));
}

const hasSent = (socket: Socket): Promise<void> => until(() => socket.writableLength === 0);

/** Waits for what other ends of sockets must notice first. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
