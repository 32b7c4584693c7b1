import { VirtualClock } from '@xylopipe/hdk-transport/loopback';
import { expect, it } from 'vitest';
import { HostRoom } from './host-room.js';

/** A host whose room is made by hand. */
const slowHost = (): { room: () => Promise<void>; makeRoom: () => void; asked: () => number } => {
  const waiting: (() => void)[] = [];
  let asked = 0;
  return {
    room: () => {
      asked++;
      return new Promise((resolve) => waiting.push(resolve));
    },
    makeRoom: () => {
      for (const resolve of waiting.splice(0)) resolve();
    },
    asked: () => asked,
  };
};

it('waits for a host until it has room, and for nobody where nobody listens', async () => {
  const clock = new VirtualClock();
  const room = new HostRoom(clock);
  await room.wait();
  const host = slowHost();
  room.host = host;
  let waited = false;
  const waiting = room.wait().then(() => {
    waited = true;
  });
  clock.advance(999);
  await null;
  expect(waited).toBe(false);
  host.makeRoom();
  await waiting;
  expect(clock.pending).toBe(0);
});

it('gives up a host that takes nothing, until it has room again', async () => {
  const clock = new VirtualClock();
  const room = new HostRoom(clock);
  const host = slowHost();
  room.host = host;
  const first = room.wait();
  clock.advance(1000);
  await first;
  await room.wait();
  expect(host.asked()).toBe(1);
  host.makeRoom();
  await null;
  await null;
  const again = room.wait();
  expect(host.asked()).toBe(2);
  host.makeRoom();
  await again;
  expect(clock.pending).toBe(0);
});
