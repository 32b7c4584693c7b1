import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Link } from '../src/link/link.js';
import { VirtualClock } from '../src/loopback/virtual-clock.js';
import { connectTcp, connectUnix } from '../src/tcp/connect.js';
import { type ListenTcpOptions, listenTcp } from '../src/tcp/listen-tcp.js';
import { listenUnix } from '../src/tcp/listen-unix.js';
import type { Listener } from '../src/tcp/listener.js';
import type { SocketOptions } from '../src/tcp/socket-options.js';

/** Both ends of a connection, the clock that both go by, and what accepted it. */
export interface SocketPair {
  readonly host: Link;
  readonly device: Link;
  readonly clock: VirtualClock;
  readonly listener: Listener;
  readonly cleanup: () => Promise<void>;
}

/** A connection over TCP within this process. Time stands still. */
export async function tcpPair(
  options: SocketOptions & Pick<ListenTcpOptions, 'host' | 'maxConnections'> = {},
): Promise<SocketPair> {
  const clock = new VirtualClock();
  const accepted = firstLink();
  const listener = await listenTcp({ clock, ...options, onLink: accepted.take });
  const host = await connectTcp({ clock, ...options, port: listener.port });
  return { host, device: await accepted.link, clock, listener, cleanup: () => listener.close() };
}

/** A connection over a Unix socket within this process. Time stands still. */
export async function unixPair(options: SocketOptions = {}): Promise<SocketPair> {
  const clock = new VirtualClock();
  const accepted = firstLink();
  const folder = await mkdtemp(join(tmpdir(), 'xylopipe-'));
  const path = join(folder, 'hdk');
  const listener = await listenUnix({ clock, ...options, path, onLink: accepted.take });
  const host = await connectUnix({ clock, ...options, path });
  const cleanup = async (): Promise<void> => {
    await listener.close();
    await rm(folder, { recursive: true });
  };
  return { host, device: await accepted.link, clock, listener, cleanup };
}

/** For `onLink`: the first link as a promise. */
export function firstLink(): { readonly take: (link: Link) => void; readonly link: Promise<Link> } {
  let take!: (link: Link) => void;
  const link = new Promise<Link>((resolve) => {
    take = resolve;
  });
  return { take, link };
}
