import { describe, expect, it } from 'vitest';
import { identity, TestBoard } from '../../test/board.js';
import { pass, settle } from '../../test/connected.js';
import { RawEnd } from '../../test/raw-end.js';
import { FIRST, opcodes, SECOND, SESSION, served, THIRD, write } from '../../test/served-board.js';
import { type Frame, OPCODES } from '../hxp/index.js';
import { loopbackPair } from '../loopback/index.js';
import { serveBus } from './serve-bus.js';

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
