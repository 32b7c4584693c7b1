import { describe, expect, it } from 'vitest';
import { identity, TestBoard } from '../../test/board.js';
import { pass, settle } from '../../test/connected.js';
import { RawEnd } from '../../test/raw-end.js';
import type { Operation } from '../bus/operation.js';
import {
  encodeFrame,
  FLAGS,
  type Frame,
  type Hello,
  OPCODES,
  OPERATION_NAMES,
  readAnswer,
  readEvents,
  readRefusal,
  readWelcome,
  seqAfter,
  writeBatch,
  writeCredit,
  writeHello,
} from '../hxp/index.js';
import { loopbackPair, VirtualClock } from '../loopback/index.js';
import type { BusHandler, HostSession } from './bus-handler.js';
import { type ServeOptions, serveBus } from './serve-bus.js';

const SESSION = 0xfffffffe;
const [FIRST, SECOND, THIRD, FOURTH] = [0xffffffff, 0, 1, 2];

const HELLO: Hello = { versions: [1, 1], maxFrame: 4096, credit: 10_000 };

const write = (value: number): Operation => ({ op: 'writeRegister', address: 0, value });

/** A served board and a raw host at the other end. */
function served(options: ServeOptions = {}, handler: BusHandler = new TestBoard()) {
  const clock = new VirtualClock();
  const [hostLink, deviceLink] = loopbackPair({ maxFrame: 4096 });
  const server = serveBus(deviceLink, handler, { clock, ...options });
  const host = new RawEnd(hostLink);
  const hello = async (change: Partial<Hello> = {}, session = SESSION): Promise<Frame[]> => {
    host.send(OPCODES.hello, session, (to) => writeHello(to, { ...HELLO, ...change }));
    await settle();
    return host.take();
  };
  const batch = async (seq: number, operations: readonly Operation[], flags = 0): Promise<Frame[]> => {
    host.send(OPCODES.batch, seq, (to) => writeBatch(to, operations), flags);
    await settle();
    return host.take();
  };
  const credit = async (expected: number, limit: number, resend = false): Promise<Frame[]> => {
    host.send(OPCODES.credit, SESSION, (to) => writeCredit(to, { expected, limit, resend }));
    await settle();
    return host.take();
  };
  return { clock, server, host, hostLink, board: handler as TestBoard, hello, batch, credit };
}

const opcodes = (frames: readonly Frame[]) => frames.map(({ opcode }) => opcode);

const answers = (frames: readonly Frame[]) => frames.map(({ payload }) => readAnswer(payload));

const spikes = (frames: readonly Frame[]) =>
  frames
    .flatMap(({ payload }) => readEvents(payload))
    .map((event) => (event.type === 'spike' ? event.timestep : event.type === 'lost' ? `lost ${event.count}` : event));

describe('HELLO', () => {
  it('is answered by who the board is, once more too', async () => {
    const { hello, server } = served({ maxOutstanding: 4 });
    const [first, ...none] = await hello();
    expect(none).toEqual([]);
    expect(first).toMatchObject({ opcode: OPCODES.welcome, seq: SESSION });
    const all = [...OPERATION_NAMES];
    expect(readWelcome(first!.payload)).toEqual({
      version: 1,
      maxOutstanding: 4,
      maxFrame: 4096,
      operations: all,
      board: identity,
    });
    expect(await hello()).toEqual([first]);
    expect(server.statistics.sessions).toBe(1);
  });

  it('is refused if nothing can come of it', async () => {
    const { hello, host, server } = served();
    const refusal = async (change: Partial<Hello>) => {
      const [frame] = await hello(change);
      expect(frame).toMatchObject({ opcode: OPCODES.error, seq: SESSION });
      return readRefusal(frame!.payload).code;
    };
    expect(await refusal({ versions: [2, 9] })).toBe('HXP_VERSION');
    expect(await refusal({ versions: [0, 0] })).toBe('HXP_VERSION');
    expect(await refusal({ maxFrame: 2047 })).toBe('FRAME_TOO_SHORT');
    expect(await refusal({ credit: 4095 })).toBe('CREDIT_TOO_SMALL');
    host.send(OPCODES.hello, 5);
    await settle();
    expect(readRefusal(host.take()[0]!.payload).code).toBe('FRAME_INVALID');
    expect(server.statistics).toMatchObject({ sessions: 0, damaged: 1 });
    expect(await hello({ versions: [0, 7] })).toMatchObject([{ opcode: OPCODES.welcome }]);
  });

  it('of another session replaces the one before, which finishes what it is at and begins nothing', async () => {
    const board = new TestBoard();
    const told: string[] = [];
    const handler = Object.assign(board, { opened: () => told.push('opened'), closed: () => told.push('closed') });
    const { hello, batch, host } = served({}, handler);
    await hello();
    let finish = () => {};
    board.before = () => new Promise<void>((resolve) => (finish = resolve));
    await batch(FIRST, [write(1)]);
    await batch(SECOND, [write(2)]);
    expect(opcodes(await hello({}, 50))).toEqual([OPCODES.welcome]);
    expect(await batch(51, [write(3)])).toEqual([]);
    board.before = () => {};
    finish();
    await settle();
    expect(board.executed).toEqual([write(1), write(3)]);
    expect(host.take()).toMatchObject([{ opcode: OPCODES.answer, seq: 51 }]);
    expect(told).toEqual(['opened', 'closed', 'opened']);
  });
});

describe('over a link to which anybody can connect', () => {
  const bytesOf = (text: string) => new TextEncoder().encode(text);

  it('who says no HELLO in time is turned away, whatever else is said', async () => {
    const { clock, server, host } = served({ helloTime: 5000 });
    await pass(clock, 4000);
    host.send(OPCODES.ping, 1);
    await pass(clock, 1000);
    expect(await server.end).toEqual({ reason: 'local' });
    expect(clock.pending).toBe(0);
  });

  it('who has said HELLO can take its time', async () => {
    const { clock, server, hello, host } = served({ helloTime: 5000 });
    await hello();
    host.send(OPCODES.bye, SESSION);
    await pass(clock, 60_000);
    host.take();
    expect(await hello({}, 5)).toMatchObject([{ opcode: OPCODES.welcome }]);
    await server.close();
    expect(clock.pending).toBe(0);
  });

  it('a request of a browser is not looked through for frames', async () => {
    for (const text of ['POST / HTTP/1.1\r\n\r\n', 'HEAD / HTTP/1.1\r\n\r\n', '\x16\x03\x01\x02']) {
      const { clock, server, host, hello } = served({ helloTime: 5000 });
      for (const byte of bytesOf(text)) host.sendBytes(Uint8Array.of(byte));
      expect(await hello()).toEqual([]);
      expect(await server.end).toEqual({ reason: 'local' });
      expect(server.statistics.sessions).toBe(0);
      expect(clock.pending).toBe(0);
    }
  });

  it('a HELLO of which one byte is damaged can be said again', async () => {
    for (let at = 0; at < 30; at++) {
      const { host, hello, server } = served({ helloTime: 5000 });
      const damaged = encodeFrame(OPCODES.hello, SESSION, new Uint8Array(10));
      damaged[at]! ^= 0x10;
      host.sendBytes(damaged);
      expect((await hello()).at(-1)).toMatchObject({ opcode: OPCODES.welcome });
      await server.close();
    }
  });

  it('are sockets by default, and no others', async () => {
    for (const [kind, reason] of [
      ['tcp', 'local'],
      ['unix', 'local'],
      ['usb', 'open'],
    ] as const) {
      const clock = new VirtualClock();
      const [hostLink, deviceLink] = loopbackPair();
      const link = new Proxy(deviceLink, {
        get: (target, key) => {
          const value: unknown = key === 'info' ? { kind, address: '' } : Reflect.get(target, key, target);
          return typeof value === 'function' ? value.bind(target) : value;
        },
      });
      const server = serveBus(link, new TestBoard(), { clock });
      await pass(clock, 5000);
      expect(await Promise.race([server.end.then((end) => end.reason), settle().then(() => 'open')])).toBe(reason);
      await hostLink.close();
    }
  });
});

describe('without a session', () => {
  it('requests are refused and all else is passed over', async () => {
    const { host, batch, server } = served();
    expect((await batch(7, [])).map(({ payload }) => readRefusal(payload).code)).toEqual(['NO_SESSION']);
    host.send(OPCODES.ping, 8);
    await settle();
    expect(host.take()).toMatchObject([{ opcode: OPCODES.error, seq: 8 }]);
    for (const opcode of [OPCODES.error, OPCODES.pong, OPCODES.welcome, OPCODES.credit]) host.send(opcode, 9);
    await settle();
    expect(host.take()).toEqual([]);
    host.send(OPCODES.bye, 10);
    await settle();
    expect(host.take()).toMatchObject([{ opcode: OPCODES.byeAck, seq: 10 }]);
    expect(server.statistics.damaged).toBe(6);
  });
});

describe('a BATCH', () => {
  it('runs once, however often it comes, and is answered by the same bytes', async () => {
    const { hello, batch, board, server } = served();
    await hello();
    const [answer] = await batch(FIRST, [write(1), { op: 'readRegister', address: 0 }]);
    expect(readAnswer(answer!.payload)).toEqual({ done: 2, status: 'ok', results: [1] });
    await batch(SECOND, [write(2)]);
    expect(await batch(FIRST, [write(9)])).toEqual([answer]);
    expect(board.executed).toHaveLength(3);
    expect(server.statistics.replays).toBe(1);
  });

  it('is forgotten when it is older than the window', async () => {
    const { hello, batch, server } = served({ maxOutstanding: 1 });
    await hello();
    await batch(FIRST, []);
    await batch(SECOND, []);
    expect(await batch(FIRST, [])).toEqual([]);
    expect(opcodes(await batch(SECOND, []))).toEqual([OPCODES.answer]);
    expect(server.statistics.damaged).toBe(1);
  });

  it('that comes again while it runs is told to wait', async () => {
    const { hello, batch, board } = served();
    await hello();
    board.before = () => new Promise(() => {});
    expect(await batch(FIRST, [write(1)])).toEqual([]);
    expect(await batch(SECOND, [write(2)])).toEqual([]);
    expect(await batch(FIRST, [write(1)])).toMatchObject([{ opcode: OPCODES.wait, seq: SECOND }]);
    expect(await batch(SECOND, [write(2)])).toMatchObject([{ opcode: OPCODES.wait, seq: SECOND }]);
  });

  it('that comes too early is asked for once, and passed over', async () => {
    const { hello, batch, board } = served();
    await hello();
    expect(await batch(SECOND, [write(2)])).toMatchObject([{ opcode: OPCODES.resend, seq: FIRST }]);
    expect(await batch(THIRD, [write(3)])).toEqual([]);
    expect(opcodes(await batch(FIRST, [write(1)]))).toEqual([OPCODES.answer]);
    expect(await batch(THIRD, [write(3)])).toMatchObject([{ opcode: OPCODES.resend, seq: SECOND }]);
    expect(board.executed).toEqual([write(1)]);
  });

  it('beyond the window is passed over', async () => {
    const { hello, batch, board } = served({ maxOutstanding: 1 });
    await hello();
    board.before = () => new Promise(() => {});
    await batch(FIRST, [write(1)]);
    expect(await batch(SECOND, [write(2)])).toEqual([]);
    expect(await batch(SECOND, [write(2)])).toEqual([]);
  });

  it('that goes on with one that failed is skipped, and others are not', async () => {
    const { hello, batch, board } = served();
    await hello();
    const bad: Operation = { op: 'setMode', mode: 'manual' };
    const frames = [
      ...(await batch(FIRST, [write(1), bad, write(2)])),
      ...(await batch(SECOND, [write(3)], FLAGS.continues)),
      ...(await batch(THIRD, [write(4)], FLAGS.continues)),
      ...(await batch(FOURTH, [write(5)])),
    ];
    expect(answers(frames)).toMatchObject([
      { done: 1, status: 'failed', failure: { code: 'MODE_UNKNOWN' } },
      { done: 0, status: 'skipped' },
      { done: 0, status: 'skipped' },
      { done: 1, status: 'ok' },
    ]);
    expect(board.executed).toEqual([write(1), bad, write(5)]);
  });

  it('that cannot be read has failed, and the next one runs', async () => {
    const { hello, batch, host } = served();
    await hello();
    host.send(OPCODES.batch, FIRST, (to) => to.u16(3, 'x'));
    await settle();
    expect(answers(host.take())).toMatchObject([{ done: 0, status: 'failed', failure: { code: 'FRAME_INVALID' } }]);
    expect(answers(await batch(SECOND, [write(1)]))).toMatchObject([{ status: 'ok' }]);
  });

  it('whose answer could be too long, or that the board does not have, is refused', async () => {
    const board = Object.assign(new TestBoard(), { operations: ['readMemory', 'writeRegister'] as const });
    const { hello, batch } = served({}, board);
    const [welcome] = await hello();
    expect(readWelcome(welcome!.payload).operations).toEqual(['writeRegister', 'readMemory']);
    const most = Math.floor((4096 - 605 - 6) / 4);
    const frames = [
      ...(await batch(FIRST, [{ op: 'readMemory', address: 0, count: most }])),
      ...(await batch(SECOND, [{ op: 'readMemory', address: 0, count: most + 1 }])),
      ...(await batch(THIRD, [write(1), { op: 'triggerReadout' }])),
    ];
    expect(answers(frames)).toMatchObject([
      { done: 1 },
      { done: 0, failure: { code: 'ANSWER_TOO_LONG' } },
      { done: 1, failure: { code: 'OPERATION_UNSUPPORTED' } },
    ]);
    expect(board.executed.map(({ op }) => op)).toEqual(['readMemory', 'writeRegister']);
  });

  it('fails if the board does not bring back what it should, and says what it can', async () => {
    const results: unknown[] = [undefined, -1, 2 ** 32, new Uint8Array(1)];
    const { hello, batch } = served(
      {},
      {
        board: identity,
        events$: new TestBoard().events$,
        execute: () => {
          if (results.length === 0) throw new TypeError('\ud800é'.repeat(300));
          return results.shift() as never;
        },
      },
    );
    await hello();
    for (let seq = 0; seq < 3; seq++) {
      const [answer] = answers(
        await batch(SECOND - 1 + seq < 0 ? FIRST : seq - 1, [{ op: 'readRegister', address: 0 }]),
      );
      expect(answer).toMatchObject({ status: 'failed', failure: { code: 'RESULT_INVALID' } });
    }
    const [words] = answers(await batch(2, [{ op: 'readMemory', address: 0, count: 2 }]));
    expect(words).toMatchObject({ failure: { code: 'RESULT_INVALID' } });
    const [thrown] = answers(await batch(3, [{ op: 'triggerReadout' }]));
    expect(thrown?.failure?.code).toBe('HANDLER_FAILED');
    expect(thrown?.failure?.message).toMatch(/^(\ufffdé)+\ufffd?\.\.\.$/);
  });
});

describe('events', () => {
  it('go out together, before the answer of the operation that brought them about', async () => {
    const { hello, batch } = served();
    await hello();
    const frames = await batch(FIRST, [{ op: 'triggerReadout' }, { op: 'triggerReadout' }]);
    expect(frames[0]).toMatchObject({ opcode: OPCODES.events, seq: FIRST });
    expect(frames.pop()!.opcode).toBe(OPCODES.answer);
    expect(spikes(frames)).toEqual([1, 2]);
  });

  it('go out as far as credit goes, and are dropped from the oldest on when no more can wait', async () => {
    const { hello, credit, board, host, server } = served({ eventCapacity: 20_000 });
    await hello({ credit: 4096 });
    // A spike has 7 bytes: one frame of 581 goes out, four of them and part of a fifth can wait.
    const said = 6 * 581;
    for (let n = 0; n < said; n++) board.spike(n);
    await settle();
    const [first, ...none] = host.take();
    expect(none).toEqual([]);
    expect(spikes([first!])).toEqual(Array.from({ length: 581 }, (_, n) => n));
    const { eventsDropped } = server.statistics;
    expect(eventsDropped).toBe(581);
    const rest = spikes(await credit(SECOND, 40_000));
    expect(rest[0]).toBe(`lost ${eventsDropped}`);
    expect(rest.slice(1)).toEqual(Array.from({ length: said - 2 * 581 }, (_, n) => 2 * 581 + n));
  });

  it('can be held back by a board until there is room', async () => {
    let session: HostSession | undefined;
    const opened = (host: HostSession): void => {
      session = host;
    };
    const { hello, host, server, board } = served(
      { eventCapacity: 10_000 },
      Object.assign(new TestBoard(), { opened }),
    );
    await hello({ credit: 4096 });
    const said = 3000;
    const speak = async () => {
      for (let n = 0; n < said; n++) {
        if (n % 100 === 0) await session!.room();
        board.spike(n);
      }
    };
    const speaking = speak();
    const heard: unknown[] = [];
    let limit = 4096;
    for (let expected: number = FIRST; heard.length < said; ) {
      await settle();
      const frames = host.take();
      heard.push(...spikes(frames));
      expected = seqAfter(expected, frames.length);
      limit += 4096;
      host.send(OPCODES.credit, SESSION, (to) => writeCredit(to, { expected, limit, resend: false }));
    }
    await speaking;
    expect(heard).toEqual(Array.from({ length: said }, (_, n) => n));
    expect(server.statistics.eventsDropped).toBe(0);
    for (let n = 0; n < 10 * said; n++) board.spike(n);
    const room = session!.room();
    await server.close();
    await room;
  });

  it('are sent again when nobody says that they came, while the host is heard', async () => {
    const { clock, hello, board, host, credit } = served();
    await hello();
    board.spike(1);
    await settle();
    const sent = host.take();
    await pass(clock, 499);
    expect(host.take()).toEqual([]);
    await pass(clock, 1);
    expect(host.take()).toEqual(sent);
    await pass(clock, 20_000);
    expect(host.take()).toHaveLength(9);
    expect(clock.pending).toBe(0);
    host.send(OPCODES.ping, SESSION);
    await pass(clock, 500);
    expect(opcodes(host.take())).toEqual([OPCODES.pong, OPCODES.events]);
    await credit(SECOND, 10_000);
    expect(clock.pending).toBe(0);
  });

  it('are sent again at once, once, if one is missing', async () => {
    const { hello, board, host, credit } = served();
    await hello();
    for (let n = 0; n < 3; n++) {
      board.spike(n);
      await settle();
    }
    host.take();
    expect(spikes(await credit(SECOND, 10_000, true))).toEqual([1, 2]);
    expect(await credit(SECOND, 10_000, true)).toEqual([]);
    expect(await credit(FIRST, 10_000, true)).toEqual([]);
    expect(await credit(FOURTH + 1, 10_000, true)).toEqual([]);
    expect(await credit(FOURTH, 10_000)).toEqual([]);
  });

  it('are void when the session ends, and nobody listens between sessions', async () => {
    const { clock, hello, board, host } = served();
    await hello();
    board.spike(1);
    await settle();
    host.take();
    host.send(OPCODES.bye, SESSION);
    await settle();
    expect(opcodes(host.take())).toEqual([OPCODES.byeAck]);
    expect(board.events$.observed).toBe(false);
    await pass(clock, 5000);
    await hello({}, 5);
    board.spike(2);
    await settle();
    expect(host.take()).toMatchObject([{ opcode: OPCODES.events, seq: 6 }]);
  });

  it('that cannot be said, or fail, end the session with a reason', async () => {
    for (const cause of ['bad', 'error'] as const) {
      const { clock, hello, board, host } = served();
      await hello();
      if (cause === 'bad') board.events$.next({ type: 'spike', timestep: -1, neuron: 0 });
      else board.events$.error(new RangeError('out of events'));
      await settle();
      const [error] = host.take();
      expect(error).toMatchObject({ opcode: OPCODES.error, seq: SESSION });
      expect(readRefusal(error!.payload).code).toBe(cause === 'bad' ? 'VALUE_RANGE' : 'HANDLER_FAILED');
      expect(clock.pending).toBe(0);
    }
  });
});

describe('the end', () => {
  it('is said to the host and leaves nothing', async () => {
    const { clock, hello, server, host, board } = served();
    await hello();
    board.spike(1);
    await settle();
    host.take();
    await server.close();
    expect(opcodes(host.take())).toEqual([OPCODES.bye]);
    expect(await server.end).toEqual({ reason: 'local' });
    expect(clock.pending).toBe(0);
    expect(board.events$.observed).toBe(false);
    await server.close();
  });

  it('of the link ends the session', async () => {
    const { hello, server, hostLink, board } = served();
    await hello();
    await hostLink.close();
    expect(await server.end).toEqual({ reason: 'remote' });
    expect(board.events$.observed).toBe(false);
  });
});

describe('serveBus', () => {
  it('refuses a link that is served already, and leaves it as it is', async () => {
    const [hostLink, deviceLink] = loopbackPair();
    serveBus(deviceLink, new TestBoard());
    expect(() => serveBus(deviceLink, new TestBoard())).toThrow(expect.objectContaining({ code: 'LINK_IN_USE' }));
    const host = new RawEnd(hostLink);
    host.send(OPCODES.ping, 1);
    await settle();
    expect(host.take()).toMatchObject([{ opcode: OPCODES.error }]);
  });

  it('refuses options that cannot be, and boards that cannot be told', () => {
    for (const options of [{ maxFrame: 2047 }, { maxFrame: 4097 }, { maxOutstanding: 0 }, { maxOutstanding: 9 }])
      expect(() => served(options)).toThrow(expect.objectContaining({ code: 'OPTIONS_INVALID' }));
    const long = Object.assign(new TestBoard(), { board: { ...identity, serial: 'x'.repeat(3000) } });
    expect(() => served({}, long)).toThrow(expect.objectContaining({ code: 'FRAME_TOO_LONG' }));
  });

  it('goes on serving, whatever came before', async () => {
    const { hello, batch, host, server, clock } = served();
    await hello();
    let state = 1;
    const random = (below: number) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const seqs = [FIRST, SECOND, THIRD, SESSION, 77];
    for (let i = 0; i < 5000; i++) {
      const payload = Uint8Array.from({ length: random(30) }, () => random(12));
      host.send(
        (1 + random(13)) as Frame['opcode'],
        seqs[random(5)]!,
        (to) => to.bytes.set(payload, to.skip(payload.length)),
        random(2),
      );
      if (i % 3 === 0) host.sendBytes(payload);
      if (i % 100 === 0) await settle();
    }
    await pass(clock, 1000);
    host.take();
    expect(opcodes(await hello({}, 9999))).toContain(OPCODES.welcome);
    expect(opcodes(await batch(10_000, [write(1)]))).toContain(OPCODES.answer);
    expect(server.statistics.damaged).toBeGreaterThan(1000);
    await server.close();
    expect(clock.pending).toBe(0);
  });
});
