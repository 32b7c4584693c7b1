import { describe, expect, it } from 'vitest';
import { TestBoard } from '../../test/board.js';
import { settle } from '../../test/connected.js';
import { RawEnd } from '../../test/raw-end.js';
import { SESSION, write } from '../../test/served-board.js';
import type { Operation } from '../bus/operation.js';
import {
  type ByteWriter,
  FrameWriter,
  OPCODES,
  type Opcode,
  seqAfter,
  writeBatch,
  writeCredit,
  writeHello,
} from '../hxp/index.js';
import { loopbackPair, VirtualClock } from '../loopback/index.js';
import { serveBus } from './serve-bus.js';

const FRAME = 4096;
const WINDOW = 8;
const CAPACITY = 8192;
/** The answer takes nearly a frame. */
const READ = { op: 'readMemory', address: 0, count: 860 } as const;

/** A served board, and a host that reads nothing until it is told to. */
function unread() {
  const [host, device] = loopbackPair({ maxFrame: FRAME, capacity: FRAME });
  const waiting = { now: 0, most: 0 };
  const send = device.send.bind(device);
  Object.assign(device, {
    send: async (frame: Uint8Array) => {
      waiting.now += frame.length;
      waiting.most = Math.max(waiting.most, waiting.now);
      await send(frame);
      waiting.now -= frame.length;
    },
  });
  const board = new TestBoard();
  for (let address = 0; address < READ.count; address++) board.memory.set(address, 2 ** 31);
  serveBus(device, board, { clock: new VirtualClock(), eventCapacity: CAPACITY });
  const writer = new FrameWriter(FRAME);
  const say = async (opcode: Opcode, seq: number, to: (to: ByteWriter) => void): Promise<void> => {
    await host.send(writer.frame(opcode, seq, to).slice());
    await settle();
  };
  return {
    board,
    waiting,
    hello: (session: number) =>
      say(OPCODES.hello, session, (to) => writeHello(to, { versions: [1, 1], maxFrame: FRAME, credit: 2 ** 20 })),
    batch: (seq: number, operations: readonly Operation[]) =>
      say(OPCODES.batch, seq, (to) => writeBatch(to, operations)),
    credit: (expected: number) =>
      say(OPCODES.credit, SESSION, (to) => writeCredit(to, { expected, limit: 2 ** 30, resend: false })),
    read: () => new RawEnd(host),
  };
}

describe('a host that reads nothing', () => {
  it('has no request begun beyond a window of answers, and the rest when it reads', async () => {
    const { board, waiting, hello, batch, read } = unread();
    await hello(SESSION);
    for (let n = 1; n <= 40; n++) await batch(seqAfter(SESSION, n), [READ]);
    expect(waiting.most).toBeLessThanOrEqual((WINDOW + 1) * FRAME);
    const begun = board.executed.length;
    expect(begun).toBeLessThan(WINDOW + 4);
    const end = read();
    await settle();
    const answered = end.take().filter(({ opcode }) => opcode === OPCODES.answer);
    expect(answered.map(({ seq }) => seq)).toEqual(answered.map((_, n) => seqAfter(SESSION, n + 1)));
    expect([answered.length, board.executed.length]).toEqual([begun + WINDOW, begun + WINDOW]);
    await batch(seqAfter(SESSION, begun + WINDOW + 1), [write(1)]);
    expect(end.take().map(({ opcode }) => opcode)).toContain(OPCODES.answer);
  });

  it('gains nothing by one session after the other', async () => {
    const { board, waiting, hello, batch } = unread();
    for (let session = 0; session < 1000; session += 100) {
      await hello(session);
      for (let n = 1; n <= WINDOW; n++) await batch(session + n, [READ]);
    }
    expect(board.executed.length).toBeLessThan(WINDOW + 4);
    expect(waiting.most).toBeLessThanOrEqual((WINDOW + 1) * FRAME);
  });

  it('gains nothing by saying that it has events which it has not', async () => {
    const { board, waiting, hello, credit } = unread();
    await hello(SESSION);
    for (let n = 1; n <= 40; n++) {
      for (let spike = 0; spike < 500; spike++) board.spike(spike);
      await settle();
      for (let last = 1; last <= n; last++) await credit(seqAfter(SESSION, 1 + last));
    }
    expect(waiting.most).toBeLessThanOrEqual(CAPACITY + 2 * FRAME);
  });
});
