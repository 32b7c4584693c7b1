import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Receiver } from '../../test/receiver.js';
import { encodeFrame } from '../hxp/frame.js';
import { OPCODES } from '../hxp/protocol.js';
import type { Link } from '../link/link.js';
import type { Fault, FaultPlace, FaultRule } from './fault.js';
import { type LoopbackOptions, loopbackPair } from './loopback-pair.js';
import { VirtualClock } from './virtual-clock.js';
import { type FaultyLink, withFaults } from './with-faults.js';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A pair whose host end has the faults, and their clock. */
function faulty(rules: readonly FaultRule[], options?: LoopbackOptions, seed = 0) {
  const clock = new VirtualClock();
  const [inner, device] = loopbackPair(options);
  const host: FaultyLink = withFaults(inner, rules, { clock, seed });
  return { host, device, clock };
}

const out = (at: FaultPlace, fault: Fault): FaultRule => ({ direction: 'out', at, fault });
const into = (at: FaultPlace, fault: Fault): FaultRule => ({ direction: 'in', at, fault });
const frameOf = (seq: number, length = 5): Uint8Array =>
  encodeFrame(
    OPCODES.ping,
    seq,
    Uint8Array.from({ length }, (_, i) => i),
  );

/** The chunks of a link as they come. */
function chunksOf(link: Link): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  link.received$.subscribe((chunk) => chunks.push(chunk));
  return chunks;
}

describe('withFaults', () => {
  it('hits what is sent, and counts it', async () => {
    const { host, device } = faulty([out({ nth: 1 }, { type: 'drop' }), out({ nth: 2 }, { type: 'duplicate' })]);
    const chunks = chunksOf(device);
    for (let seq = 0; seq < 3; seq++) await host.send(frameOf(seq));
    expect(chunks).toEqual([frameOf(0), frameOf(2), frameOf(2)]);
    expect(host.injected).toMatchObject({ drop: 1, duplicate: 1, flip: 0 });
  });

  it('hits frames that arrive, however they were cut', async () => {
    const { host, device } = faulty([into({ nth: 1 }, { type: 'drop' })]);
    const chunks = chunksOf(host);
    const bytes = Uint8Array.from([0, 1, 2].flatMap((seq) => [...frameOf(seq)]));
    for (let at = 0; at < bytes.length; at += 7) await device.send(bytes.subarray(at, at + 7));
    expect(chunks).toEqual([frameOf(0), frameOf(2)]);
    expect(host.injected.drop).toBe(1);
  });

  it('leaves the other direction alone', async () => {
    const { host, device } = faulty([out({ times: 9 }, { type: 'drop' })]);
    const chunks = chunksOf(host);
    await device.send(Uint8Array.of(0x48, 0x58, 1));
    expect(chunks).toEqual([Uint8Array.of(0x48, 0x58, 1)]);
  });

  it('delays a frame and all behind it, by the clock', async () => {
    const { host, device, clock } = faulty([out({}, { type: 'delay', ms: 20 })]);
    const chunks = chunksOf(device);
    const sent = [host.send(frameOf(0)), host.send(frameOf(1))];
    clock.advance(19);
    await turn();
    expect(chunks).toEqual([]);
    clock.advance(1);
    await Promise.all(sent);
    expect(chunks).toEqual([frameOf(0), frameOf(1)]);
  });

  it('delays what arrives, and slows its sender meanwhile', async () => {
    const { host, device, clock } = faulty([into({}, { type: 'delay', ms: 20 })], { maxFrame: 40, capacity: 40 });
    const received = new Receiver(host);
    let accepted = 0;
    const sending = (async () => {
      for (let seq = 0; seq < 10; seq++, accepted++) await device.send(frameOf(seq));
    })();
    await turn();
    expect(accepted).toBeLessThan(5);
    clock.advance(20);
    await sending;
    for (let seq = 0; seq < 10; seq++) expect(await received.take(25)).toEqual(frameOf(seq));
    expect(clock.pending).toBe(0);
  });

  it('slows its sender also where what came before the delay is taken meanwhile', async () => {
    const { host, device, clock } = faulty([into({ nth: 2 }, { type: 'delay', ms: 20 })], {
      maxFrame: 60,
      capacity: 60,
    });
    await device.send(frameOf(0, 20));
    // There is no room after the first of these two, and the second waits.
    await device.send(Uint8Array.from([...frameOf(1, 0), ...frameOf(2, 0)]));
    const received = new Receiver(host);
    await received.take(60);
    let accepted = 0;
    const sending = (async () => {
      for (let seq = 3; seq < 20; seq++, accepted++) await device.send(frameOf(seq));
    })();
    await turn();
    expect(accepted).toBeLessThan(5);
    clock.advance(20);
    await sending;
    expect(await received.take(20)).toEqual(frameOf(2, 0));
  });

  it('ends with the other side also where nobody takes what came before', async () => {
    const { host, device } = faulty([into({ nth: 99 }, { type: 'drop' })], { maxFrame: 40 });
    for (let seq = 0; seq < 5; seq++) await device.send(frameOf(seq));
    await device.close();
    expect(await host.end).toEqual({ reason: 'remote' });
    expect(await new Receiver(host).rest()).toHaveLength(5 * 25);
  });

  it('tells the end of the other side only after what is delayed', async () => {
    const { host, device, clock } = faulty([into({}, { type: 'delay', ms: 20 })]);
    const received = new Receiver(host);
    await device.send(frameOf(0));
    await device.close();
    await turn();
    expect(received.outcome).toBeUndefined();
    const sent = expect(host.send(frameOf(1))).rejects.toMatchObject({ code: 'LINK_CLOSED' });
    clock.advance(20);
    expect(await received.rest()).toEqual(frameOf(0));
    expect(await host.end).toEqual({ reason: 'remote' });
    await sent;
  });

  it('brings what a merge or a frame without its end held back when the other side closes', async () => {
    const { host, device } = faulty([into({}, { type: 'merge' })]);
    const received = new Receiver(host);
    await device.send(frameOf(0));
    await device.send(frameOf(1).subarray(0, 20));
    await device.close();
    expect(await received.rest()).toEqual(Uint8Array.from([...frameOf(0), ...frameOf(1).subarray(0, 20)]));
  });

  it('sends merged frames in pieces where they are too long for one', async () => {
    const { host, device } = faulty([out({}, { type: 'merge' })], { maxFrame: 30 });
    const chunks = chunksOf(device);
    await host.send(frameOf(0));
    await host.send(frameOf(1));
    expect(chunks.map(({ length }) => length)).toEqual([30, 20]);
  });

  it.each(['out', 'in'] as const)('is lost where it is disconnected at a byte of %s', async (direction) => {
    const { host, device } = faulty([{ direction, at: { byte: 30 }, fault: { type: 'disconnect' } }]);
    const [from, to] = direction === 'out' ? [host, device] : [device, host];
    const received = new Receiver(to);
    await from.send(frameOf(0));
    const second = from.send(frameOf(1));
    if (direction === 'out') await expect(second).rejects.toMatchObject({ code: 'LINK_CLOSED' });
    expect(await host.end).toEqual({ reason: 'lost', cause: expect.objectContaining({ code: 'LINK_LOST' }) });
    expect((await device.end).reason).toBe('remote');
    expect(await received.rest()).toEqual(Uint8Array.from([...frameOf(0), ...frameOf(1)]).subarray(0, 30));
    expect(host.injected.disconnect).toBe(1);
    await second.catch(() => {});
  });

  it('hangs in one direction and stays open in the other', async () => {
    const { host, device } = faulty([out({ nth: 1, offset: 0 }, { type: 'hang' })]);
    const received = { device: chunksOf(device), host: chunksOf(host) };
    for (let seq = 0; seq < 4; seq++) await host.send(frameOf(seq));
    await device.send(frameOf(9));
    expect(received).toEqual({ device: [frameOf(0)], host: [frameOf(9)] });
    await host.close();
    expect((await device.end).reason).toBe('remote');
  });

  it('can be closed while something is delayed, and leaves no timer', async () => {
    const { host, device, clock } = faulty([out({}, { type: 'delay', ms: 5 }), into({}, { type: 'delay', ms: 5 })]);
    const sent = expect(host.send(frameOf(0))).rejects.toMatchObject({ code: 'LINK_CLOSED' });
    await device.send(frameOf(1));
    await turn();
    expect(clock.pending).toBe(2);
    await host.close();
    await sent;
    expect(clock.pending).toBe(0);
    expect(await host.end).toEqual({ reason: 'local' });
  });

  it('refuses rules that cannot be', () => {
    const [host] = loopbackPair();
    expect(() => withFaults(host, [out({ chance: 2 }, { type: 'drop' })])).toThrow(
      expect.objectContaining({ code: 'FAULTS_INVALID' }),
    );
  });

  it('does the same by the same seed in both directions, whatever their order in time', async () => {
    const types: Fault['type'][] = ['drop', 'flip', 'duplicate', 'split', 'merge', 'truncate'];
    const rules = (['out', 'in'] as const).flatMap((direction) =>
      types.map((type): FaultRule => ({ direction, at: { chance: 0.1 }, fault: { type } as Fault })),
    );
    const run = async (hostFirst: boolean, seed: number): Promise<unknown> => {
      const { host, device } = faulty(rules, {}, seed);
      const arrived = { host: chunksOf(host), device: chunksOf(device) };
      const ways: (() => Promise<void>)[] = [host, device].map((link) => async () => {
        for (let seq = 0; seq < 100; seq++) await link.send(frameOf(seq, seq % 13));
      });
      if (hostFirst) for (const way of ways) await way();
      else await Promise.all(ways.reverse().map((way) => way()));
      return { ...arrived, injected: host.injected };
    };
    const once = await run(true, 7);
    expect(await run(false, 7)).toEqual(once);
    expect(await run(true, 8)).not.toEqual(once);
  });

  it('loses no byte by faults that only cut frames and join them', async () => {
    const at = { chance: 0.3 };
    const rules = [out(at, { type: 'split' }), into(at, { type: 'split' }), into(at, { type: 'merge' })];
    const brings = async (lengths: readonly number[], seed: number): Promise<void> => {
      const { host, device } = faulty(rules, { maxFrame: 500 }, seed);
      const received = new Receiver(host);
      device.received$.subscribe((chunk) => void device.send(chunk));
      const frames = lengths.map((length, seq) => frameOf(seq, length));
      for (const frame of frames) await host.send(frame);
      await turn();
      await device.close();
      expect(await received.rest()).toEqual(Uint8Array.from(frames.flatMap((frame) => [...frame])));
    };
    const sizes = fc.array(fc.nat(480), { maxLength: 12 });
    await fc.assert(fc.asyncProperty(sizes, fc.integer(), brings), { numRuns: 50 });
  });
});
