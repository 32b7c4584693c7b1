import { describe, expect, it } from 'vitest';
import { identity } from '../../test/board.js';
import { collect, pass, settle, within } from '../../test/connected.js';
import { RawEnd } from '../../test/raw-end.js';
import type { BusEvent } from '../bus/event.js';
import {
  type Answer,
  OPCODES,
  OPERATION_NAMES,
  readCredit,
  seqAfter,
  type Welcome,
  writeAnswer,
  writeEvents,
  writeRefusal,
  writeWelcome,
} from '../hxp/index.js';
import { loopbackPair, VirtualClock } from '../loopback/index.js';
import type { BusOptions } from './bus-options.js';
import { openBus } from './open-bus.js';

const SESSION = 0xffffffff;
const FIRST = 0;

const WELCOME: Welcome = {
  version: 1,
  maxOutstanding: 8,
  maxFrame: 4096,
  operations: [...OPERATION_NAMES],
  board: identity,
};

const spike = (timestep: number): BusEvent => ({ type: 'spike', timestep, neuron: 0 });

/** A bus, and in place of a board a raw end that answers as the test says. */
async function opened(options: BusOptions = {}, welcome: Partial<Welcome> = {}) {
  const clock = new VirtualClock();
  const [link, other] = loopbackPair({ maxFrame: 4096 });
  const board = new RawEnd(other);
  const opening = openBus(link, { clock, session: SESSION, ...options });
  board.send(OPCODES.welcome, SESSION, (to) => writeWelcome(to, { ...WELCOME, ...welcome }));
  const bus = await within(clock, opening);
  board.take();
  const answer = (seq: number, given: Partial<Answer> = {}) =>
    board.send(OPCODES.answer, seq, (to) => writeAnswer(to, { done: 1, status: 'ok', results: [], ...given }));
  const say = async (seq: number, events: readonly BusEvent[]) => {
    board.send(OPCODES.events, seq, (to) => writeEvents(to, events));
    await settle();
    return board.take().map((frame) => (frame.opcode === OPCODES.credit ? readCredit(frame.payload) : frame));
  };
  return { clock, bus, board, answer, say };
}

describe('the welcome', () => {
  it('must be one that this host can live with', async () => {
    await expect(opened({}, { version: 2 })).rejects.toMatchObject({ code: 'HXP_VERSION' });
    await expect(opened({}, { maxFrame: 100 })).rejects.toMatchObject({ code: 'HXP_REFUSED' });
    await expect(opened({}, { maxOutstanding: 0 })).rejects.toMatchObject({ code: 'HXP_REFUSED' });
  });

  it('can be a refusal, whose words are kept', async () => {
    const clock = new VirtualClock();
    const [link, other] = loopbackPair();
    const board = new RawEnd(other);
    const refusal = { code: 'HXP_VERSION', message: 'this board speaks version 7' };
    board.send(OPCODES.error, 5, (to) => writeRefusal(to, { code: 'OLD', message: 'of another session' }));
    board.send(OPCODES.error, 6, (to) => writeRefusal(to, refusal));
    await expect(within(clock, openBus(link, { clock, session: 6 }))).rejects.toMatchObject({
      code: 'HXP_VERSION',
      message: expect.stringContaining(refusal.message),
      cause: { code: 'HXP_VERSION' },
    });
    expect(clock.pending).toBe(0);
  });
});

describe('an answer', () => {
  const read = { op: 'readRegister', address: 0 } as const;

  it('that does not fit what was asked rejects the call, and the bus goes on', async () => {
    const { clock, bus, board, answer } = await opened();
    const wrong: Partial<Answer>[] = [
      { results: [] },
      { results: [1, 2] },
      { results: [Uint8Array.of(1)] },
      { done: 0, results: [] },
      { done: 2, results: [1] },
      { done: 1, status: 'failed', failure: { code: 'X', message: '' }, results: [1] },
      { done: 0, status: 'skipped' },
    ];
    for (const [seq, given] of wrong.entries()) {
      const call = bus.run([read]);
      await settle();
      answer(seq, given);
      await expect(within(clock, call)).rejects.toMatchObject({ code: 'ANSWER_INVALID', outcome: 'unknown' });
    }
    const call = bus.run([read]);
    board.send(OPCODES.answer, wrong.length, (to) => to.u8(9, 'x'));
    await expect(within(clock, call)).rejects.toMatchObject({
      code: 'ANSWER_INVALID',
      cause: { code: 'FRAME_INVALID' },
    });
    const good = bus.run([read]);
    answer(wrong.length + 1, { results: [7] });
    expect(await within(clock, good)).toEqual([7]);
    expect(bus.statistics).toMatchObject({ roundTrips: wrong.length + 2, damaged: 0 });
  });

  it('that was lost is asked for at once when a later one comes, and counts in order', async () => {
    const { clock, bus, board, answer } = await opened();
    const order: string[] = [];
    const calls = ['a', 'b'].map((name) => bus.run([read]).then(([value]) => order.push(`${name}${value}`)));
    await settle();
    board.take();
    answer(1, { results: [2] });
    await settle();
    expect(board.take()).toMatchObject([{ opcode: OPCODES.batch, seq: FIRST }]);
    expect(order).toEqual([]);
    answer(1, { results: [2] });
    answer(0, { results: [1] });
    await within(clock, Promise.all(calls));
    expect(order).toEqual(['a1', 'b2']);
    expect(clock.now()).toBe(0);
    expect(bus.statistics).toMatchObject({ retries: 1, damaged: 1, roundTrips: 2 });
  });

  it('that never comes is asked for twice; then the bus is lost', async () => {
    const { clock, bus, board } = await opened({ silence: 10_000 });
    const calls = Promise.allSettled([bus.run([read]), bus.run([read, read])]);
    const results = await within(clock, calls);
    for (const result of results)
      expect(result).toMatchObject({
        reason: { code: 'BUS_LOST', outcome: 'unknown', cause: { code: 'BOARD_SILENT' } },
      });
    expect(clock.now()).toBe(3000);
    expect(board.take().map(({ seq }) => seq)).toEqual([0, 1, 0, 1, 0, 1]);
    expect(clock.pending).toBe(0);
  });
});

describe('requests', () => {
  it('are as many at a time as the board takes, and no more than 8', async () => {
    for (const [offered, taken] of [
      [1, 1],
      [3, 3],
      [255, 8],
    ] as const) {
      const { bus, board, answer } = await opened({}, { maxOutstanding: offered });
      const calls = Array.from({ length: 20 }, () => bus.run([{ op: 'triggerReadout' }]));
      await settle();
      expect(board.take()).toHaveLength(taken);
      answer(0);
      await settle();
      expect(board.take().map(({ seq }) => seq)).toEqual([taken]);
      for (let seq = 1; seq < 20; seq++) answer(seq);
      await Promise.all(calls);
    }
  });

  it('name the board as the reason when it ends the session', async () => {
    const { clock, bus, board } = await opened();
    const call = bus.run([{ op: 'triggerReadout' }]);
    board.send(OPCODES.error, 77, (to) =>
      writeRefusal(to, { code: 'OTHER', message: 'of no request of this session' }),
    );
    board.send(OPCODES.error, FIRST, (to) => writeRefusal(to, { code: 'NO_SESSION', message: 'restarted' }));
    await expect(within(clock, call)).rejects.toMatchObject({ code: 'BUS_LOST', cause: { code: 'NO_SESSION' } });
    expect(await bus.end).toMatchObject({ reason: 'lost', cause: { code: 'NO_SESSION' } });
    await expect(bus.run([])).rejects.toMatchObject({ code: 'BUS_CLOSED', cause: { cause: { code: 'NO_SESSION' } } });
  });
});

describe('events', () => {
  it('are kept for the first who takes them, and only then let more come', async () => {
    const { bus, say, board, clock } = await opened({ eventWindow: 4096 });
    expect(await say(FIRST, [spike(1), spike(2)])).toEqual([{ expected: 1, limit: 4096, resend: false }]);
    const events = collect(bus);
    expect(events).toEqual([spike(1), spike(2)]);
    await settle();
    expect(readCredit(board.take()[0]!.payload)).toEqual({ expected: 1, limit: 4096 + 14, resend: false });
    expect(await say(1, [spike(3)])).toEqual([{ expected: 2, limit: 4096 + 21, resend: false }]);
    expect(events).toHaveLength(3);
    await within(clock, bus.close());
  });

  it('that are taken late let more come, also where the credit that says so is lost', async () => {
    const { bus, say, board, clock } = await opened({ eventWindow: 4096 });
    await say(FIRST, [spike(1)]);
    collect(bus);
    await settle();
    const raised = { expected: 1, limit: 4096 + 7, resend: false };
    const credits = () => board.take().filter(({ opcode }) => opcode === OPCODES.credit);
    expect(credits().map(({ payload }) => readCredit(payload))).toEqual([raised]);
    for (let time = 0; time < 3; time++) {
      await pass(clock, 1000);
      board.send(OPCODES.pong, SESSION);
      expect(credits().map(({ payload }) => readCredit(payload))).toEqual([raised]);
    }
    await within(clock, bus.close());
    expect(clock.pending).toBe(0);
  });

  it('beyond the credit end the bus: it would have to keep whatever the board sends', async () => {
    const { clock, bus, board } = await opened({ eventWindow: 4096 });
    const many = Array.from({ length: 500 }, (_, timestep) => spike(timestep));
    const send = (seq: number) => board.send(OPCODES.events, seq, (to) => writeEvents(to, many));
    send(FIRST);
    await settle();
    expect(bus.statistics.damaged).toBe(0);
    send(FIRST + 1);
    expect(await within(clock, bus.end)).toMatchObject({ reason: 'lost', cause: { code: 'FRAME_INVALID' } });
  });

  it('come once and in order, and what is missing is asked for', async () => {
    const { bus, say } = await opened();
    const events = collect(bus);
    expect(await say(1, [spike(2)])).toMatchObject([{ expected: 0, resend: true }]);
    expect(await say(FIRST, [spike(1)])).toMatchObject([{ expected: 1, resend: false }]);
    expect(await say(FIRST, [spike(1)])).toMatchObject([{ expected: 1, resend: false }]);
    await say(1, [spike(2)]);
    expect(events).toEqual([spike(1), spike(2)]);
    expect(bus.statistics.damaged).toBe(2);
  });

  it('reach all who listen, also one who subscribes or leaves while they come', async () => {
    const { bus, say } = await opened();
    const first: number[] = [];
    const second: number[] = [];
    const subscription = bus.events$.subscribe((event) => {
      first.push((event as { timestep: number }).timestep);
      if (first.length === 1) bus.events$.subscribe((other) => second.push((other as { timestep: number }).timestep));
      if (first.length === 2) subscription.unsubscribe();
    });
    await say(FIRST, [spike(1), spike(2), spike(3)]);
    expect(first).toEqual([1, 2]);
    expect(second).toEqual([2, 3]);
  });

  it('that wait when the bus ends are still there for who comes late', async () => {
    const { clock, bus, say } = await opened();
    await say(FIRST, [spike(1)]);
    await within(clock, bus.close());
    const seen: unknown[] = [];
    bus.events$.subscribe({ next: (event) => seen.push(event), complete: () => seen.push('complete') });
    expect(seen).toEqual([spike(1), 'complete']);
  });

  it('that cannot be read end the bus: which ones they were, nobody can know', async () => {
    const { clock, bus, board } = await opened();
    const errors: unknown[] = [];
    bus.events$.subscribe({ error: (error) => errors.push(error) });
    board.send(OPCODES.events, FIRST, (to) => to.u8(200, 'x'));
    expect(await within(clock, bus.end)).toMatchObject({ reason: 'lost', cause: { code: 'FRAME_INVALID' } });
    expect(errors).toMatchObject([{ code: 'BUS_LOST' }]);
    expect(clock.pending).toBe(0);
  });
});

describe('a host, whatever comes', () => {
  it('ends in order or is lost, and throws nothing', async () => {
    let state = 7;
    const random = (below: number) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    for (let round = 0; round < 100; round++) {
      const { clock, bus, board } = await opened();
      collect(bus);
      const calls = Promise.allSettled([0, 1, 2].map(() => bus.run([{ op: 'readRegister', address: 0 }])));
      for (let i = 0; i < 30; i++) {
        const payload = Uint8Array.from({ length: random(20) }, () => random(4));
        const opcode = ([3, 4, 4, 4, 5, 6, 7, 8, 10, 12, 2, 1] as const)[random(12)]!;
        board.send(opcode, seqAfter(SESSION, random(4)), (to) => to.bytes.set(payload, to.skip(payload.length)));
        if (i % 7 === 0) board.sendBytes(payload);
      }
      await pass(clock, 100);
      await within(clock, bus.close());
      for (const result of await within(clock, calls))
        if (result.status === 'rejected')
          expect(['ANSWER_INVALID', 'OPERATION_FAILED', 'BUS_LOST', 'BUS_CLOSED']).toContain(result.reason.code);
      expect(clock.pending).toBe(0);
    }
  });
});
