import { describe, expect, it } from 'vitest';
import { TestBoard } from '../../test/board.js';
import { pass, settle } from '../../test/connected.js';
import { FIRST, FOURTH, opcodes, SECOND, SESSION, served, spikes } from '../../test/served-board.js';
import { OPCODES, readRefusal, seqAfter, writeCredit } from '../hxp/index.js';
import type { HostSession } from './bus-handler.js';

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
