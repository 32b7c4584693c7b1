import { describe, expect, it } from 'vitest';
import { identity } from '../../test/board.js';
import { collect, pass, settle, setUp, within } from '../../test/connected.js';
import { BusError } from '../bus/bus-error.js';
import type { Operation } from '../bus/operation.js';
import { OPCODES } from '../hxp/index.js';
import { loopbackPair, VirtualClock } from '../loopback/index.js';
import { openBus } from './open-bus.js';

describe('opening', () => {
  it('learns who the board is', async () => {
    const { clock, open } = setUp();
    const bus = await within(clock, open());
    expect(bus.board).toEqual(identity);
    expect(bus.statistics).toMatchObject({ roundTrips: 0, retries: 0, damaged: 0 });
    await within(clock, bus.close());
  });

  it('leaves no timer when it is over, and ends both ends', async () => {
    const { clock, open, served } = setUp();
    const bus = await within(clock, open());
    await within(clock, bus.run([{ op: 'writeRegister', address: 1, value: 2 }]));
    await within(clock, bus.close());
    expect(await bus.end).toEqual({ reason: 'local' });
    expect(await served.end).toEqual({ reason: 'remote' });
    await settle();
    expect(clock.pending).toBe(0);
  });

  it('finds out that nobody speaks HXP', async () => {
    const clock = new VirtualClock();
    const [link] = loopbackPair();
    await expect(within(clock, openBus(link, { clock }))).rejects.toMatchObject({
      code: 'NO_HXP',
      message: expect.stringContaining('nobody has answered'),
    });
    expect(clock.now()).toBe(3000);
    expect(clock.pending).toBe(0);
    expect(await link.end).toEqual({ reason: 'local' });
  });

  it('says so if what answers is something else', async () => {
    const clock = new VirtualClock();
    const [link, other] = loopbackPair();
    other.received$.subscribe(() => void other.send(new TextEncoder().encode('ERR unknown command\r\n')));
    await expect(within(clock, openBus(link, { clock }))).rejects.toThrow('nothing that came was an answer (63 bytes');
  });

  it('can be given up', async () => {
    const clock = new VirtualClock();
    const [link] = loopbackPair();
    const opening = openBus(link, { clock, signal: AbortSignal.abort('no time') });
    await expect(within(clock, opening)).rejects.toMatchObject({ code: 'ABORTED', cause: 'no time' });
    const controller = new AbortController();
    const [second] = loopbackPair();
    const waiting = openBus(second, { clock, signal: controller.signal });
    await pass(clock, 500);
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'ABORTED', outcome: 'not-sent' });
    expect(clock.pending).toBe(0);
  });

  it('ends with the link', async () => {
    const clock = new VirtualClock();
    const [link, other] = loopbackPair();
    const opening = openBus(link, { clock });
    await other.close();
    await expect(within(clock, opening)).rejects.toMatchObject({ code: 'BUS_LOST' });
    expect(clock.pending).toBe(0);
  });

  it('refuses a link that somebody else uses, and leaves it as it is', async () => {
    const { clock, link, open } = setUp();
    const bus = await within(clock, open());
    await expect(openBus(link, { clock })).rejects.toMatchObject({
      code: 'LINK_IN_USE',
      cause: { code: 'ALREADY_SUBSCRIBED' },
    });
    expect(await within(clock, bus.run([{ op: 'readRegister', address: 1 }]))).toEqual([0]);
    await within(clock, bus.close());
  });

  it('refuses options that cannot be', async () => {
    const [link] = loopbackPair();
    for (const options of [
      { maxFrame: 100 },
      { timeout: 0 },
      { eventWindow: 10 },
      { session: -1 },
      { retryAfter: 0.5 },
    ])
      await expect(openBus(link, options)).rejects.toMatchObject({ code: 'OPTIONS_INVALID' });
  });
});

describe('run', () => {
  it('brings back what operations read, in their order', async () => {
    const { clock, open, board } = setUp();
    const bus = await within(clock, open());
    const operations = [
      { op: 'writeRegister', address: 1, value: 0xff00 },
      { op: 'modifyRegister', address: 1, mask: 0xff, value: 0x1234 },
      { op: 'readRegister', address: 1 },
      { op: 'writeMemory', address: 100, words: Uint16Array.of(1, 2, 300) },
      { op: 'readMemory', address: 99, count: 4 },
    ] as const;
    const results = await within(clock, bus.run(operations));
    expect(results).toEqual([undefined, undefined, 0xff34, undefined, Uint16Array.of(0, 1, 2, 300)]);
    expect(board.executed).toEqual(operations);
    expect(bus.statistics.roundTrips).toBe(1);
    expect(await within(clock, bus.run([]))).toEqual([]);
    await within(clock, bus.close());
  });

  it('cuts what is too long for a frame and joins the answers', async () => {
    const { clock, open } = setUp({ maxFrame: 2048 });
    const bus = await within(clock, open());
    const words = Uint32Array.from({ length: 5000 }, (_, i) => i * 7919);
    const [, back] = await within(
      clock,
      bus.run([
        { op: 'writeMemory', address: 5, words },
        { op: 'readMemory', address: 5, count: 5000 },
      ]),
    );
    expect(back).toEqual(words);
    // 10 frames with words, in the last of which the read begins; 14 answers with words.
    expect(bus.statistics.roundTrips).toBe(10 + 14 - 1);
    await within(clock, bus.close());
  });

  it('keeps the order of calls, of which several are on their way', async () => {
    const { clock, open, board } = setUp({ maxFrame: 2048 });
    const bus = await within(clock, open());
    const call = (n: number): Operation[] =>
      Array.from({ length: 400 }, (_, i) => ({ op: 'writeRegister', address: n, value: i }));
    await within(clock, Promise.all([1, 2, 3, 4].map((n) => bus.run(call(n)))));
    expect(board.executed).toEqual([1, 2, 3, 4].flatMap(call));
    await within(clock, bus.close());
  });

  it('stops at the first operation that fails, also in frames behind it, and goes on with the next call', async () => {
    const { clock, open, board } = setUp({ maxFrame: 2048 });
    const bus = await within(clock, open());
    const write = { op: 'writeMemory', address: 0, words: new Uint32Array(300).fill(0xffffffff) } as const;
    const failing = bus.run([write, { op: 'setMode', mode: 'manual' }, write, write, write]);
    const next = bus.run([{ op: 'readRegister', address: 0 }]);
    const error = await within(clock, failing).catch((reason) => reason);
    expect(error).toBeInstanceOf(BusError);
    expect(error).toMatchObject({
      code: 'OPERATION_FAILED',
      outcome: 'done',
      done: 1,
      message: expect.stringContaining('operations[1] (setMode)'),
      cause: { code: 'MODE_UNKNOWN' },
    });
    expect(await within(clock, next)).toEqual([0xffffffff]);
    expect(board.executed.map(({ op }) => op)).toEqual(['writeMemory', 'setMode', 'readRegister']);
    await within(clock, bus.close());
  });

  it('does not say that an operation had no effect where only a later part of it failed', async () => {
    const { clock, open, board } = setUp({ maxFrame: 2048 });
    const bus = await within(clock, open());
    const words = new Uint32Array(900).fill(0xffffffff);
    board.before = (operation) => {
      if (operation.op === 'writeMemory' && operation.address > 400) throw new Error('word 7 is beyond the end');
    };
    const write = { op: 'writeMemory', address: 0, words } as const;
    const error = await within(clock, bus.run([{ op: 'triggerReadout' }, write])).catch((reason) => reason);
    expect(board.memory.get(0)).toBe(0xffffffff);
    expect(board.executed).toHaveLength(2);
    expect(error).toMatchObject({ code: 'OPERATION_FAILED', outcome: 'unknown', done: 1 });
    const [, from] = /operations\[1\] \(writeMemory, from its word (\d+) on\)/.exec(error.message) as string[];
    expect(board.memory.has(Number(from) - 1)).toBe(true);
    expect(board.memory.has(Number(from))).toBe(false);
    const whole = await within(clock, bus.run([{ ...write, address: 401 }])).catch((reason) => reason);
    expect(whole).toMatchObject({ outcome: 'done', done: 0, message: expect.stringContaining('(writeMemory):') });
    await within(clock, bus.close());
  });

  it('refuses more words than there can be, and does not begin to cut them', async () => {
    const { clock, open } = setUp();
    const bus = await within(clock, open());
    const bad = [
      { op: 'readMemory', address: 0, count: 2 ** 32 - 1 },
      { op: 'readMemory', address: 2 ** 32 - 1, count: 2 },
      { op: 'writeMemory', address: 2 ** 32 - 9000, words: new Uint8Array(9001) },
      { op: 'readRegister', address: 0.5 },
    ] as const;
    await expect(bus.run(bad)).rejects.toMatchObject({
      code: 'OPERATION_INVALID',
      issues: [
        { at: ['operations', 0, 'count'], measured: 2 ** 32 - 1, limit: 2 ** 24 },
        { at: ['operations', 1, 'address'], limit: 2 ** 32 - 2 },
        { at: ['operations', 2, 'address'], limit: 2 ** 32 - 9001 },
        { at: ['operations', 3, 'address'] },
      ],
    });
    const border = { op: 'readMemory', address: 2 ** 32 - 2, count: 2 } as const;
    expect(await within(clock, bus.run([border]))).toEqual([new Uint8Array(2)]);
    await within(clock, bus.close());
  });

  it('takes a hundred thousand calls at once', { timeout: 20_000 }, async () => {
    const { clock, open } = setUp();
    const bus = await within(clock, open());
    const call = () => bus.run([{ op: 'readRegister', address: 1 }], { timeout: Number.POSITIVE_INFINITY });
    const results = await Promise.all(Array.from({ length: 100_000 }, call));
    expect(results.every(([value]) => value === 0)).toBe(true);
    await within(clock, bus.close());
  });

  it('refuses everything that cannot be sent, at once, and sends nothing', async () => {
    const { clock, open, board } = setUp();
    const bus = await within(clock, open());
    const sent = bus.statistics.bytesSent;
    const bad = [
      { op: 'readRegister', address: 0 },
      { op: 'readRegister', address: -1 },
      { op: 'readMemory', address: 0, count: Number.POSITIVE_INFINITY },
      { op: 'writeRegister', address: 0, value: 2 ** 32 },
    ] as const;
    await expect(bus.run(bad)).rejects.toMatchObject({
      code: 'OPERATION_INVALID',
      outcome: 'not-sent',
      issues: [
        { at: ['operations', 1, 'address'] },
        { at: ['operations', 2, 'count'] },
        { at: ['operations', 3, 'value'] },
      ],
    });
    await expect(bus.run([{ op: 'reboot' } as never])).rejects.toMatchObject({
      issues: [{ code: 'OPERATION_UNSUPPORTED' }],
    });
    expect(bus.statistics.bytesSent).toBe(sent);
    expect(board.executed).toEqual([]);
    await within(clock, bus.close());
  });

  it('gives up after the time of the call, and the bus goes on', async () => {
    const { clock, open, board } = setUp();
    const bus = await within(clock, open());
    let finish = () => {};
    board.before = () => new Promise<void>((resolve) => (finish = resolve));
    const slow = bus.run([{ op: 'readRegister', address: 1 }], { timeout: 7000 });
    await expect(within(clock, slow)).rejects.toMatchObject({ code: 'BUS_TIMEOUT', outcome: 'unknown', done: 0 });
    expect(clock.now()).toBe(7000);
    board.before = () => {};
    finish();
    expect(await within(clock, bus.run([{ op: 'readRegister', address: 1 }]))).toEqual([0]);
    await within(clock, bus.close());
    expect(clock.pending).toBe(0);
  });

  it('takes any time that is one, and never gives up where it must not', async () => {
    const { clock, open, board } = setUp();
    const bus = await within(clock, open());
    for (const timeout of [0, -1, Number.NaN])
      await expect(bus.run([], { timeout })).rejects.toMatchObject({ code: 'OPTIONS_INVALID' });
    board.before = () => new Promise<void>((resolve) => void clock.after(50_000, resolve));
    const read = [{ op: 'readRegister', address: 0 }] as const;
    const short = bus.run(read, { timeout: 0.5 });
    await expect(within(clock, short)).rejects.toMatchObject({ code: 'BUS_TIMEOUT' });
    board.before = () => {};
    expect(await within(clock, bus.run(read, { timeout: Number.POSITIVE_INFINITY }))).toEqual([0]);
    await within(clock, bus.close());
    expect(clock.pending).toBe(0);
  });

  it('waits for a slow board as long as the call may, without running anything twice', async () => {
    const { clock, open, board } = setUp();
    const bus = await within(clock, open());
    board.before = () => new Promise<void>((resolve) => void clock.after(9500, resolve));
    await within(clock, bus.run([{ op: 'triggerReadout' }]));
    expect(board.executed).toHaveLength(1);
    await within(clock, bus.close());
  });

  it('can be given up, before or after it was sent', async () => {
    const { clock, open, board } = setUp({ serve: { maxOutstanding: 1 } });
    const bus = await within(clock, open());
    board.before = () => new Promise<void>((resolve) => void clock.after(100, resolve));
    const controller = new AbortController();
    const { signal } = controller;
    const sent = bus.run([{ op: 'triggerReadout' }], { signal });
    const waiting = bus.run([{ op: 'triggerReadout' }], { signal });
    const other = bus.run([{ op: 'readRegister', address: 0 }]);
    await settle();
    controller.abort('enough');
    await expect(sent).rejects.toMatchObject({ code: 'ABORTED', outcome: 'unknown', cause: 'enough' });
    await expect(waiting).rejects.toMatchObject({ code: 'ABORTED', outcome: 'not-sent' });
    await expect(bus.run([], { signal })).rejects.toMatchObject({ code: 'ABORTED', outcome: 'not-sent' });
    await within(clock, other);
    expect(board.executed.map(({ op }) => op)).toEqual(['triggerReadout', 'readRegister']);
    await within(clock, bus.close());
  });
});

describe('closing', () => {
  it('lets pending calls finish', async () => {
    const { clock, open, board } = setUp();
    const bus = await within(clock, open());
    board.before = () => new Promise<void>((resolve) => void clock.after(900, resolve));
    const pending = bus.run([{ op: 'readRegister', address: 0 }]);
    const closing = bus.close();
    expect(bus.close()).toBe(closing);
    await expect(bus.run([{ op: 'readRegister', address: 0 }])).rejects.toMatchObject({
      code: 'BUS_CLOSED',
      outcome: 'not-sent',
    });
    expect(await within(clock, pending)).toEqual([0]);
    await within(clock, closing);
    expect(clock.now()).toBe(900);
  });

  it('rejects those that take too long', async () => {
    const { clock, open, board } = setUp();
    const bus = await within(clock, open());
    board.before = () => new Promise(() => {});
    const pending = bus.run([{ op: 'readRegister', address: 0 }]);
    const closing = bus.close();
    await expect(within(clock, pending)).rejects.toMatchObject({ code: 'BUS_CLOSED', outcome: 'unknown' });
    await within(clock, closing);
    expect(clock.pending).toBe(0);
  });

  it('does not wait for ever for a board that does not say goodbye', async () => {
    const faults = [{ direction: 'in', at: { opcode: OPCODES.byeAck, times: 9 }, fault: { type: 'drop' } }] as const;
    const { clock, open } = setUp({ faults });
    const bus = await within(clock, open());
    await within(clock, bus.close());
    expect(clock.now()).toBe(750);
    expect(await bus.end).toEqual({ reason: 'local' });
  });

  it('by the board ends the bus, and all that is pending', async () => {
    const { clock, open, board, served } = setUp();
    const bus = await within(clock, open());
    const errors: unknown[] = [];
    bus.events$.subscribe({ error: (error) => errors.push(error) });
    board.before = () => new Promise(() => {});
    const pending = bus.run([{ op: 'readRegister', address: 0 }]);
    await settle();
    const closing = served.close();
    await expect(within(clock, pending)).rejects.toMatchObject({ code: 'BUS_LOST', outcome: 'unknown' });
    await within(clock, closing);
    expect(await bus.end).toEqual({ reason: 'remote' });
    expect(errors).toMatchObject([{ code: 'BUS_LOST' }]);
    await bus.close();
    await expect(bus.run([])).rejects.toMatchObject({
      code: 'BUS_CLOSED',
      outcome: 'not-sent',
      cause: { code: 'BUS_LOST', message: expect.stringContaining('the board has ended the connection') },
    });
    expect(clock.pending).toBe(0);
  });

  it('by the caller is no loss to those who call later', async () => {
    const { clock, open } = setUp();
    const bus = await within(clock, open());
    await within(clock, bus.close());
    const closed = await bus.run([]).catch((error: unknown) => error);
    expect(closed).toMatchObject({ code: 'BUS_CLOSED', cause: undefined });
  });
});

describe('silence', () => {
  it('of the host and the board is broken by PING, and the bus lives on', async () => {
    const { clock, open } = setUp();
    const bus = await within(clock, open());
    const before = bus.statistics.bytesReceived;
    await pass(clock, 10_500);
    expect(bus.statistics.bytesReceived).toBe(before + 10 * 20);
    await within(clock, bus.close());
  });

  it('of the board ends the bus after three questions', async () => {
    const faults = [{ direction: 'in', at: { opcode: OPCODES.pong, times: 99 }, fault: { type: 'drop' } }] as const;
    const { clock, open } = setUp({ faults });
    const bus = await within(clock, open());
    const events = collect(bus);
    expect(await within(clock, bus.end)).toMatchObject({ reason: 'lost', cause: { code: 'BOARD_SILENT' } });
    expect(clock.now()).toBe(4000);
    expect(events).toEqual([]);
    expect(clock.pending).toBe(0);
  });
});
