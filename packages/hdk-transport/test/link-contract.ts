import fc from 'fast-check';
import { firstValueFrom } from 'rxjs';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Link, LinkEnd } from '../src/link/link.js';
import { openResources, resourcesSince } from './open-resources.js';
import { Receiver } from './receiver.js';

/** Two ends of an opened link, each of its own. */
export interface LinkPair {
  readonly host: Link;
  readonly device: Link;
  /** Breaks the connection as it breaks in life, not by `close`, so that the host finds it lost. */
  readonly cut?: () => void | Promise<void>;
  /** Timers of the clock that was given to the links. */
  readonly pendingTimers?: () => number;
  /** Gives back what is there besides the links, which are closed by then. */
  readonly cleanup?: () => Promise<void>;
}

export interface LinkContractOptions {
  /** What the host finds when the device closes. Default `remote`. */
  readonly remoteEnd?: LinkEnd['reason'];
  /** More than everything between two ends can hold, in bytes. Default 48 MiB, beyond what Linux gives to sockets. */
  readonly flood?: number;
  /** Pairs that the property test makes. Default 20. */
  readonly runs?: number;
}

/** Declares the tests that every `Link` must pass: each sentence of its docstring is one. `makePair` opens a fresh pair. */
export function describeLinkContract(
  name: string,
  makePair: () => Promise<LinkPair>,
  { remoteEnd = 'remote', flood = 48 * 2 ** 20, runs = 20 }: LinkContractOptions = {},
): void {
  const open = async (): Promise<LinkPair> => {
    const pair = await makePair();
    onTestFinished(() => giveBack(pair));
    return pair;
  };

  describe(`${name} keeps the contract of a link`, () => {
    it('is opened when it is handed out, both ways', async () => {
      const { host, device } = await open();
      await Promise.all([host.send(frameOf(5, 1)), device.send(frameOf(7, 2))]);
      expect(await new Receiver(device).take(5)).toEqual(frameOf(5, 1));
      expect(await new Receiver(host).take(7)).toEqual(frameOf(7, 2));
    });

    it('says what it is and where the other end is', async () => {
      const { host, device } = await open();
      expect(host.info).toEqual({ kind: expect.any(String), address: expect.any(String) });
      expect(host.info.address).not.toBe('');
      expect(device.maxFrame).toBe(host.maxFrame);
    });

    it('takes a frame of maxFrame bytes, and refuses a longer one without harm', async () => {
      const { host, device } = await open();
      const received = new Receiver(device);
      await expect(host.send(new Uint8Array(host.maxFrame + 1))).rejects.toMatchObject({
        code: 'FRAME_TOO_LONG',
        who: `${host.info.kind} ${host.info.address}`,
      });
      await host.send(frameOf(host.maxFrame, 3));
      expect(equal(await received.take(host.maxFrame), frameOf(host.maxFrame, 3))).toBe(true);
    });

    it('brings frames of several calls in the order of the calls, unmixed', async () => {
      const { host, device } = await open();
      const frames = Array.from({ length: 40 }, (_, i) => frameOf(1 + ((i * 7919) % host.maxFrame), i));
      const sent = Promise.all(frames.map((frame) => host.send(frame)));
      const received = new Receiver(device);
      for (const frame of frames) expect(equal(await received.take(frame.length), frame)).toBe(true);
      await sent;
    });

    it('needs the bytes of a frame no more when send has resolved', async () => {
      const { host, device } = await open();
      const frame = new Uint8Array(400);
      for (let i = 0; i < 5; i++) await host.send(frame.fill(i));
      frame.fill(99);
      const received = await new Receiver(device).take(2000);
      expect(received).toEqual(Uint8Array.from({ length: 2000 }, (_, i) => Math.floor(i / 400)));
    });

    it('slows its sender while nobody takes the bytes, and loses none of them', async () => {
      const { host, device } = await open();
      const frames = Math.ceil(flood / host.maxFrame);
      let accepted = 0;
      const sending = (async () => {
        for (let i = 0; i < frames; i++) {
          await host.send(new Uint8Array(host.maxFrame).fill(i));
          accepted++;
        }
      })();
      await standstill(() => accepted);
      expect(accepted).toBeLessThan(frames);

      const odd = await firstOddByte(device, frames, host.maxFrame);
      await sending;
      expect(odd).toBeUndefined();
    });

    it('slows its sender again when the subscriber leaves, and goes on for the next one', async () => {
      const { host, device } = await open();
      const first = new Receiver(device);
      await host.send(frameOf(10, 1));
      expect(await first.take(10)).toEqual(frameOf(10, 1));
      first.leave();

      const frames = Math.ceil(flood / host.maxFrame);
      let accepted = 0;
      const sending = (async () => {
        for (let i = 0; i < frames; i++, accepted++) await host.send(new Uint8Array(host.maxFrame).fill(i));
      })();
      await standstill(() => accepted);
      expect(accepted).toBeLessThan(frames);
      expect(await firstOddByte(device, frames, host.maxFrame)).toBeUndefined();
      await sending;
    });

    it('keeps what arrives before the first subscriber', async () => {
      const { host, device } = await open();
      for (let i = 0; i < 3; i++) await host.send(frameOf(100, i));
      const received = await new Receiver(device).take(300);
      expect(received).toEqual(joined([frameOf(100, 0), frameOf(100, 1), frameOf(100, 2)]));
    });

    it('keeps the rest for the next subscriber when one leaves after a chunk', async () => {
      const { host, device } = await open();
      const frames = Array.from({ length: 8 }, (_, i) => frameOf(50, i));
      for (const frame of frames) await host.send(frame);
      const start = Uint8Array.from(await firstValueFrom(device.received$));
      const rest = await new Receiver(device).take(400 - start.length);
      expect(joined([start, rest])).toEqual(joined(frames));
    });

    it('has one subscriber at a time', async () => {
      const { host, device } = await open();
      const first = new Receiver(device);
      const second = new Receiver(device);
      expect(second.outcome).toMatchObject({ error: { code: 'ALREADY_SUBSCRIBED' } });
      await host.send(frameOf(4, 9));
      expect(await first.take(4)).toEqual(frameOf(4, 9));
    });

    it('tells either end why it is no more, and has completed by then', async () => {
      const { host, device } = await open();
      const received = { host: new Receiver(host), device: new Receiver(device) };
      await device.close();
      expect(received.device.outcome).toBe('completed');
      expect(await device.end).toEqual({ reason: 'local' });
      const end = await host.end;
      expect(end.reason).toBe(remoteEnd);
      expect(end.cause === undefined).toBe(remoteEnd !== 'lost');
      expect(received.host.outcome).toBe('completed');
    });

    it('brings what was sent before a close, also to a subscriber who comes late', async () => {
      const { host, device } = await open();
      await host.send(frameOf(300, 1));
      await host.send(frameOf(200, 2));
      await Promise.all([host.close(), device.end]);
      expect(await new Receiver(device).rest()).toEqual(joined([frameOf(300, 1), frameOf(200, 2)]));
      expect(new Receiver(device).outcome).toBe('completed');
    });

    it('forgets what was not taken when it is closed here', async () => {
      const { host, device } = await open();
      await host.send(frameOf(300, 1));
      await device.close();
      expect(await new Receiver(device).rest()).toEqual(new Uint8Array(0));
    });

    it('rejects sends after the end, on either side', async () => {
      const { host, device } = await open();
      await device.close();
      await host.end;
      for (const link of [host, device]) {
        await expect(link.send(frameOf(1, 1))).rejects.toMatchObject({ code: 'LINK_CLOSED' });
        await expect(link.send(frameOf(1, 1))).rejects.toMatchObject({ code: 'LINK_CLOSED' });
      }
      expect(await host.end).toBe(await host.end);
    });

    it('rejects pending sends when it is closed here', async () => {
      const { host } = await open();
      const outcomes: unknown[] = [];
      let accepted = 0;
      for (let i = 0; i < flood / host.maxFrame; i++) {
        const sent = host.send(new Uint8Array(host.maxFrame));
        sent.then(
          () => accepted++,
          (error: { code: unknown }) => outcomes.push(error.code),
        );
      }
      await standstill(() => accepted);
      await host.close();
      expect(accepted + outcomes.length).toBe(Math.ceil(flood / host.maxFrame));
      expect(new Set(outcomes)).toEqual(new Set(['LINK_CLOSED']));
    });

    it('rejects pending sends when the other end closes', async () => {
      const { host, device } = await open();
      let accepted = 0;
      const sending = (async () => {
        for (; ; accepted++) await host.send(new Uint8Array(host.maxFrame));
      })();
      const rejection = expect(sending).rejects.toMatchObject({ code: 'LINK_CLOSED' });
      await standstill(() => accepted);
      await device.close();
      await rejection;
      expect((await host.end).reason).not.toBe('local');
    });

    it('can be closed by both ends at once, again, and after the end', async () => {
      const { host, device } = await open();
      await Promise.all([host.close(), device.close(), host.close()]);
      await Promise.all([host.close(), device.close()]);
      for (const link of [host, device]) expect(['local', 'remote']).toContain((await link.end).reason);
    });

    it('finds that the connection broke', async ({ skip }) => {
      const { host, cut } = await open();
      if (cut === undefined) return skip('this link cannot break');
      const received = new Receiver(host);
      await cut();
      const end = await host.end;
      expect(end).toEqual({ reason: 'lost', cause: expect.any(Error) });
      expect(received.outcome).toBe('completed');
      await expect(host.send(frameOf(1, 1))).rejects.toMatchObject({ code: 'LINK_CLOSED', cause: end.cause });
      await host.close();
      expect(await host.end).toBe(end);
    });

    it('leaves nothing behind that runs', async () => {
      const before = await openResources();
      const pair = await makePair();
      const received = new Receiver(pair.device);
      await pair.host.send(frameOf(100, 1));
      await received.take(100);
      await giveBack(pair);
      await Promise.all([pair.host.end, pair.device.end]);
      expect(pair.pendingTimers?.() ?? 0).toBe(0);
      expect(await resourcesSince(before)).toEqual([]);
    });

    it('brings random frames both ways bit by bit', async () => {
      const frames = fc.array(fc.uint8Array({ minLength: 1, maxLength: 3000 }), { maxLength: 25 });
      const brings = async (ahead: readonly Uint8Array[], back: readonly Uint8Array[]): Promise<void> => {
        const pair = await makePair();
        try {
          await Promise.all([carry(pair.host, pair.device, ahead), carry(pair.device, pair.host, back)]);
        } finally {
          await giveBack(pair);
        }
      };
      await fc.assert(fc.asyncProperty(frames, frames, brings), { numRuns: runs });
    });
  });
}

async function giveBack({ host, device, cleanup }: LinkPair): Promise<void> {
  await Promise.all([host.close(), device.close()]);
  await cleanup?.();
}

async function carry(from: Link, to: Link, frames: readonly Uint8Array[]): Promise<void> {
  const received = new Receiver(to);
  const expected = joined(frames);
  const [bytes] = await Promise.all([
    received.take(expected.length),
    ...frames.map((frame) => from.send(Uint8Array.from(frame))),
  ]);
  expect(bytes).toEqual(expected);
}

/** Bytes that tell frames apart, and places within them. */
const frameOf = (length: number, seed: number): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => (i * 31 + (i >> 8) + seed * 101) & 0xff);

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** As `toEqual`, which is slow for long ones. */
const equal = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, i) => byte === b[i]);

/** Position of the first byte that is not its frame's number, of so many frames of one length. */
function firstOddByte(link: Link, frames: number, length: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    let position = 0;
    let odd: number | undefined;
    const subscription = link.received$.subscribe({
      next: (chunk) => {
        for (let i = 0; i < chunk.length && odd === undefined; i++, position++) {
          if (chunk[i] !== (Math.floor(position / length) & 0xff)) odd = position;
        }
        if (odd === undefined && position < frames * length) return;
        resolve(odd);
        queueMicrotask(() => subscription.unsubscribe());
      },
      complete: () => reject(new Error(`${position} of ${frames * length} bytes, then no more`)),
      error: reject,
    });
  });
}

/** Resolves when a count has not moved for many turns of the event loop. */
async function standstill(count: () => number): Promise<void> {
  let last = count();
  for (let quiet = 0; quiet < 200; quiet++) {
    await new Promise((resolve) => setImmediate(resolve));
    if (count() === last) continue;
    last = count();
    quiet = 0;
  }
}
