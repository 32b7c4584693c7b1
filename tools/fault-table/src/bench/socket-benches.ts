import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Link } from '@xylopipe/hdk-transport';
import { connectTcp, connectUnix, type Listener, listenTcp, listenUnix } from '@xylopipe/hdk-transport/tcp';
import { Time, turns } from '../time.js';
import type { LinkBench } from './link-bench.js';
import { ServedBoard } from './served-board.js';

/** Within a process the system hands bytes over at once: they are there in the next turns of the event loop. */
const socketTime = (): Time => new Time(turns(8));

/** Boards behind a TCP port of this machine. */
export async function tcpBench(): Promise<LinkBench> {
  const time = socketTime();
  const served = new ServedBoard(time);
  const { clock } = time;
  const listener = await listenTcp({ onLink: served.serve, clock });
  const unused = await listenTcp({ onLink: () => {} });
  await unused.close();
  const open = (port: number) => (): Promise<Link> => connectTcp({ port, clock });
  return socketBench('tcp', time, served, listener, open(listener.port), open(unused.port));
}

/** Boards behind a Unix socket. */
export async function unixBench(): Promise<LinkBench> {
  const time = socketTime();
  const served = new ServedBoard(time);
  const { clock } = time;
  const folder = await mkdtemp(join(tmpdir(), 'xylopipe-faults-'));
  const path = join(folder, 'board');
  const listener = await listenUnix({ path, onLink: served.serve, clock });
  const open = (at: string) => (): Promise<Link> => connectUnix({ path: at, clock });
  const bench = socketBench('unix', time, served, listener, open(path), open(join(folder, 'nobody')));
  return Object.assign(bench, {
    close: async () => {
      await listener.close();
      await rm(folder, { recursive: true });
    },
  });
}

const socketBench = (
  name: 'tcp' | 'unix',
  time: Time,
  served: ServedBoard,
  listener: Listener,
  open: () => Promise<Link>,
  openNowhere: () => Promise<Link>,
): LinkBench => ({
  name,
  time,
  plugIn: (board) => served.plugIn(board),
  open,
  openNowhere,
  get repeats() {
    return served.repeats;
  },
  get quiet() {
    return served.quiet;
  },
  close: () => listener.close(),
});
