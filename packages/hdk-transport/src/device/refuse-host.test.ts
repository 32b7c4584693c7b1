import { expect, it } from 'vitest';
import { RawEnd } from '../../test/raw-end.js';
import { OPCODES, readRefusal, writeHello } from '../hxp/index.js';
import type { Link } from '../link/link.js';
import { loopbackPair, VirtualClock } from '../loopback/index.js';
import { openBus } from '../session/open-bus.js';
import { HELLO_TIME } from './hello-time.js';
import { refuseHost } from './refuse-host.js';

const refusal = { code: 'BOARD_BUSY', message: '50 connections are open, and it takes no more' };

/** A host that is refused. */
function refused(): { host: Link; done: Promise<void>; clock: VirtualClock } {
  const [host, device] = loopbackPair();
  const clock = new VirtualClock();
  return { host, clock, done: refuseHost(device, refusal, clock) };
}

it('tells a host that says HELLO, and closes the link', async () => {
  const { host, done, clock } = refused();
  await expect(openBus(host)).rejects.toMatchObject({
    code: 'HXP_REFUSED',
    hint: expect.stringContaining('another host has left'),
    cause: { code: 'BOARD_BUSY', message: expect.stringContaining('50 connections') },
  });
  await done;
  expect(clock.pending).toBe(0);
});

it('answers once, with the number of the HELLO', async () => {
  const { host, done } = refused();
  const end = new RawEnd(host);
  const hello = { versions: [1, 1], maxFrame: 2048, credit: 2048 } as const;
  end.send(OPCODES.ping, 4);
  for (const seq of [7, 8]) end.send(OPCODES.hello, seq, (to) => writeHello(to, hello));
  await done;
  await host.end;
  expect(end.take().map(({ opcode, seq, payload }) => [opcode, seq, readRefusal(payload)])).toEqual([
    [OPCODES.error, 7, refusal],
  ]);
});

it('closes the link of whoever sends something else at once', async () => {
  const { host, done, clock } = refused();
  new RawEnd(host).sendBytes(new TextEncoder().encode('GET / HTTP/1.1\r\n'));
  await done;
  expect([clock.now(), clock.pending]).toEqual([0, 0]);
});

it('closes the link of whoever says nothing in time', async () => {
  const { host, done, clock } = refused();
  clock.advance(HELLO_TIME);
  await done;
  expect(await host.end).toEqual({ reason: 'remote' });
});
