import { describe, expect, it } from 'vitest';
import { identity, TestBoard } from '../../test/board.js';
import { settle } from '../../test/connected.js';
import { answers, FIRST, FOURTH, opcodes, SECOND, served, THIRD, write } from '../../test/served-board.js';
import type { Operation } from '../bus/operation.js';
import { FLAGS, OPCODES, readAnswer, readWelcome } from '../hxp/index.js';

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
