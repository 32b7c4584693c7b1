import { describe, expect, it } from 'vitest';
import { identity, TestBoard } from '../../test/board.js';
import { pass, settle } from '../../test/connected.js';
import { FIRST, opcodes, SECOND, SESSION, served, write } from '../../test/served-board.js';
import { encodeFrame, type Hello, OPCODES, OPERATION_NAMES, readRefusal, readWelcome } from '../hxp/index.js';
import { loopbackPair, VirtualClock } from '../loopback/index.js';
import { serveBus } from './serve-bus.js';

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

  it.each([
    ['says BYE', OPCODES.bye, SESSION],
    ['begins another session', OPCODES.hello, 50],
  ] as const)('of a host that %s in mid-BATCH: what stands behind in it is not begun', async (_, opcode, seq) => {
    const { hello, batch, host, board } = served();
    await hello();
    let finish = () => {};
    board.before = () => new Promise<void>((resolve) => (finish = resolve));
    await batch(FIRST, [write(1), write(2), write(3)]);
    if (opcode === OPCODES.hello) await hello({}, seq);
    else host.send(opcode, seq);
    await settle();
    board.before = () => {};
    finish();
    await settle();
    expect(board.executed).toEqual([write(1)]);
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
