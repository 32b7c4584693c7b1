import { mkdtemp, rm } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Link } from '../src/link/link.js';
import { VirtualClock } from '../src/loopback/virtual-clock.js';
import { connectTcp, connectUnix } from '../src/tcp/connect.js';
import { type ListenTcpOptions, listenTcp } from '../src/tcp/listen-tcp.js';
import { listenUnix } from '../src/tcp/listen-unix.js';
import type { Listener, SocketListener } from '../src/tcp/listener.js';
import type { SocketOptions } from '../src/tcp/socket-options.js';

/** Whether this machine speaks IPv6 with itself. */
export const hasIpv6 = Object.values(networkInterfaces()).some((of) => of?.some(({ address }) => address === '::1'));

/** Both ends of a connection, the clock that both go by, and how it breaks. */
export interface SocketPair {
  readonly host: Link;
  readonly device: Link;
  readonly clock: VirtualClock;
  /** Breaks the connection off at the device. */
  readonly cut: () => Promise<void>;
  readonly cleanup: () => Promise<void>;
}

/** A connection over TCP within this process. Time stands still. */
export async function tcpPair(
  options: SocketOptions & Pick<ListenTcpOptions, 'host' | 'maxConnections'> = {},
): Promise<SocketPair> {
  const clock = new VirtualClock();
  const accepted = firstLink();
  const listener = await listenTcp({ clock, ...options, onLink: accepted.take });
  const { socket } = nextSocket(listener);
  const host = await connectTcp({ clock, ...options, port: listener.port });
  const cut = async (): Promise<void> => {
    (await socket).resetAndDestroy();
  };
  return { host, device: await accepted.link, clock, cut, cleanup: () => listener.close() };
}

/** A connection over a Unix socket within this process. Time stands still. */
export async function unixPair(options: SocketOptions = {}): Promise<SocketPair> {
  const clock = new VirtualClock();
  const accepted = firstLink();
  const folder = await mkdtemp(join(tmpdir(), 'xylopipe-'));
  const path = join(folder, 'hdk');
  const listener = await listenUnix({ clock, ...options, path, onLink: accepted.take });
  const { socket } = nextSocket(listener);
  const host = await connectUnix({ clock, ...options, path });
  // A Unix socket that is closed in order tells so; with bytes that were not read it is broken off.
  const cut = async (): Promise<void> => {
    const accepting = await socket;
    accepting.pause();
    await host.send(new Uint8Array(10));
    accepting.destroy();
  };
  const cleanup = async (): Promise<void> => {
    await listener.close();
    await rm(folder, { recursive: true });
  };
  return { host, device: await accepted.link, clock, cut, cleanup };
}

/** The socket of the connection that comes next, below its link. */
const nextSocket = (listener: Listener): { readonly socket: Promise<Socket> } => ({
  socket: new Promise((resolve) => (listener as SocketListener).server.once('connection', resolve)),
});

/** For `onLink`: the first link as a promise. */
export function firstLink(): { readonly take: (link: Link) => void; readonly link: Promise<Link> } {
  let take!: (link: Link) => void;
  const link = new Promise<Link>((resolve) => {
    take = resolve;
  });
  return { take, link };
}
