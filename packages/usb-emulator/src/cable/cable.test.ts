import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { Cable } from './cable.js';

async function sockets(): Promise<readonly [Socket, Socket]> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const near = connect((server.address() as { port: number }).port, '127.0.0.1');
  const [far] = (await once(server, 'connection')) as [Socket];
  onTestFinished(() => {
    near.destroy();
    far.destroy();
    server.close();
  });
  return [near, far];
}

it('carries messages whole and in order, of every size', async () => {
  const [near, far] = await sockets();
  const sent = [0, 1, 70_000, 3].map((length, i) => ({ i, bytes: new Uint8Array(length).fill(i) }));
  const received: (typeof sent)[number][] = [];
  const all = new Promise<void>((resolve) => {
    new Cable<never, (typeof sent)[number]>(far, (message) => {
      received.push(message);
      if (received.length === sent.length) resolve();
    });
  });
  const cable = new Cable<object, never>(near, () => {});
  for (const message of sent) cable.send(message);
  await all;
  expect(received.map(({ i, bytes }) => [i, bytes.length])).toEqual(sent.map(({ i, bytes }) => [i, bytes.length]));
  expect(received.every(({ i, bytes }) => bytes.every((byte) => byte === i))).toBe(true);
});

it('waits for the rest of a message that comes in pieces', async () => {
  const [near, far] = await sockets();
  const received: unknown[] = [];
  new Cable<never, unknown>(far, (message) => received.push(message));
  const written: Buffer[] = [];
  new Cable<object, never>({ on: () => {}, write: (bytes: Buffer) => written.push(bytes) } as never, () => {}).send({
    a: 1,
  });
  const bytes = Buffer.concat([...written, ...written]);
  for (const byte of bytes) far.emit('data', Buffer.of(byte));
  expect(received).toEqual([{ a: 1 }, { a: 1 }]);
  near.destroy();
});
