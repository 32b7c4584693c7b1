import { createConnection, type NetConnectOpts, type Socket } from 'node:net';
import { throwIfAborted, XylopipeError } from '@xylopipe/core';
import { checkNumbers } from '../link/check-numbers.js';
import type { Link, LinkInfo } from '../link/link.js';
import { hostAndPort } from './host-and-port.js';
import { socketError } from './socket-error.js';
import { socketLink } from './socket-link.js';
import { type SocketOptions, type SocketSettings, socketSettings } from './socket-options.js';
import { checkSocketPath } from './socket-path.js';

/** How to connect. */
export interface ConnectOptions extends SocketOptions {
  /** Gives up connecting. A link that is opened already is not touched by it. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds to wait for the connection. Default 5000. */
  readonly timeout?: number | undefined;
}

/** Where to connect on TCP, and how. */
export interface ConnectTcpOptions extends ConnectOptions {
  /** Name or number; of IPv6 without brackets, e.g. `::1`. Default `127.0.0.1`. */
  readonly host?: string | undefined;
  /** 1 to 65535. */
  readonly port: number;
}

/** Where to connect on a Unix socket, and how. */
export interface ConnectUnixOptions extends ConnectOptions {
  /** Of the socket. At most 107 bytes on Linux, 103 elsewhere. */
  readonly path: string;
}

/**
 * Opens a link to a server on TCP.
 * @throws LINK_REFUSED where nobody listens, LINK_TIMEOUT, LINK_UNREACHABLE, ABORTED, OPTIONS_INVALID
 */
export async function connectTcp({ host = '127.0.0.1', port, ...options }: ConnectTcpOptions): Promise<Link> {
  checkNumbers('tcp', { port: [port, 1, 65_535] });
  return connect({ kind: 'tcp', address: hostAndPort(host, port) }, { host, port }, options);
}

/**
 * Opens a link to a server on a Unix socket.
 * @throws LINK_REFUSED where nobody listens, ADDRESS_DENIED, LINK_TIMEOUT, ABORTED, ADDRESS_INVALID, OPTIONS_INVALID
 */
export async function connectUnix({ path, ...options }: ConnectUnixOptions): Promise<Link> {
  checkSocketPath(path);
  return connect({ kind: 'unix', address: path }, { path }, options);
}

async function connect(info: LinkInfo, target: NetConnectOpts, options: ConnectOptions): Promise<Link> {
  const who = `${info.kind} ${info.address}`;
  const { timeout = 5000, signal } = options;
  const settings = socketSettings(who, options, 0);
  checkNumbers(who, { timeout: [timeout, 1, 86_400_000] });
  throwIfAborted(signal, who);
  const socket = createConnection(target);
  await connected(socket, who, timeout, signal, settings);
  return socketLink(socket, info, settings);
}

/** Resolves when the socket is connected. Otherwise it is destroyed and nothing of it is left. */
async function connected(
  socket: Socket,
  who: string,
  timeout: number,
  signal: AbortSignal | undefined,
  { clock }: SocketSettings,
): Promise<void> {
  const late = () => new XylopipeError('LINK_TIMEOUT', `no connection after ${timeout} ms`, { who });
  const stopTimer = clock.after(timeout, () => socket.destroy(late()));
  const abort = () =>
    socket.destroy(new XylopipeError('ABORTED', 'connecting was given up', { who, cause: signal?.reason }));
  signal?.addEventListener('abort', abort);
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      let refusal: unknown;
      socket.once('error', (error) => {
        refusal = error instanceof XylopipeError ? error : socketError(error, who);
      });
      socket.once('close', () => reject(refusal));
    });
  } finally {
    stopTimer();
    signal?.removeEventListener('abort', abort);
  }
}
