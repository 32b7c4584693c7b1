import { createConnection, type Socket } from 'node:net';
import { type BoardServer, serveBoard } from '@xylopipe/hdk-emulator/server';
import { type Bus, type Link, type Operation, openBus, systemClock } from '@xylopipe/hdk-transport';
import { ByteWriter, encodeFrame, MAX_FRAME, OPCODES, writeBatch } from '@xylopipe/hdk-transport/hxp';
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
  readonly #outgoing: Outgoing;

  private constructor(server: BoardServer, listener: TcpListener, outgoing: Outgoing) {
    this.#server = server;
    this.#listener = listener;
    this.#outgoing = outgoing;
  }

  static async start(): Promise<Served> {
    let listener!: TcpListener;
    const outgoing = new Outgoing();
    const server = await serveBoard(newBoard(chip, systemClock), async (onLink) => {
      listener = await listenTcp({ onLink: (link) => onLink(outgoing.watch(link)) });
      return listener;
    });
    return new Served(server, listener, outgoing);
  }

  get connections(): number {
    return this.#listener.connections;
  }

  get refused(): number {
    return this.#listener.refused;
  }

  /** Frames that clients were told. */
  get told(): number {
    return this.#outgoing.frames;
  }

  /** Most bytes that have waited for a client to read them. */
  get mostWaiting(): number {
    return this.#outgoing.most;
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

/** Bytes on their way over links that do not take them. */
class Outgoing {
  frames = 0;
  most = 0;
  #waiting = 0;

  watch(link: Link): Link {
    const send = link.send.bind(link);
    return Object.assign(link, {
      send: async (frame: Uint8Array) => {
        this.frames++;
        this.#waiting += frame.length;
        this.most = Math.max(this.most, this.#waiting);
        try {
          await send(frame);
        } finally {
          this.#waiting -= frame.length;
        }
      },
    });
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

  it('ask for much, again and again, and read nothing, keeps no more than the answers of a window', async () => {
    const frames = Array.from({ length: 100 }, (_, n) => [opening(100 * n), ...requests(100 * n + 1, 8)]).flat();
    served = await Served.start();
    const client = await served.client();
    client.pause();
    // Each is given time to be answered, if it will be: what comes faster than the board works is passed over.
    for (const [n, frame] of frames.entries()) {
      client.write(frame);
      for (let turn = 0; turn < 50 && served.told <= n; turn++) await new Promise((resolve) => setImmediate(resolve));
    }
    expect(served.told).toBeGreaterThan(WINDOW);
    expect(served.mostWaiting).toBeLessThan((WINDOW + 1) * ANSWER);
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

const opening = (session: number): Uint8Array => encodeFrame(OPCODES.hello, session, hello());

/** Words of a byte each that an answer can always hold, and its bytes. */
const WORDS = 16_000;
const ANSWER = WORDS + 100;
/** Answers that a board owes at most. */
const WINDOW = 8;

/** Requests for so many words each, the first with the memories switched on. */
function requests(seq: number, count: number): readonly Uint8Array[] {
  const bank = chip.memories.banks.reduce((one, other) => (one.words > other.words ? one : other));
  const { address } = chip.registers.registers.find(({ name }) => name === 'CTRL1')!;
  const open = [2 ** 17, 2 ** 16].map((bit): Operation => ({ op: 'modifyRegister', address, mask: bit, value: bit }));
  const read: Operation = { op: 'readMemory', address: bank.address, count: WORDS };
  const frame = (n: number): Uint8Array => {
    const to = new ByteWriter(MAX_FRAME);
    writeBatch(to, n === 0 ? [...open, read] : [read]);
    return encodeFrame(OPCODES.batch, seq + n, to.bytes.slice(0, to.length));
  };
  return Array.from({ length: count }, (_, n) => frame(n));
}

const hasSent = (socket: Socket): Promise<void> => until(() => socket.writableLength === 0);

/** Waits for what other ends of sockets must notice first. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
