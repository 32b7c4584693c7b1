import { lstatSync, unlinkSync } from 'node:fs';
import { createConnection, type Server } from 'node:net';
import { XylopipeError } from '@xylopipe/core';
import { type Listener, type ListenOptions, SocketListener } from './listener.js';
import { socketError } from './socket-error.js';
import { checkSocketPath } from './socket-path.js';

/** Where to listen on a Unix socket, and how. */
export interface ListenUnixOptions extends ListenOptions {
  /** Where the socket will be. At most 107 bytes on Linux, 103 elsewhere. */
  readonly path: string;
}

/**
 * Accepts links on a Unix socket that only this user can open. The socket of a server that died without removing it is
 * replaced, anything else that is there never. It is removed when the listener is closed.
 * @throws ADDRESS_IN_USE, ADDRESS_DENIED, ADDRESS_UNAVAILABLE, ADDRESS_INVALID, OPTIONS_INVALID
 */
export async function listenUnix(options: ListenUnixOptions): Promise<Listener> {
  const { path } = options;
  const who = `unix ${path}`;
  checkSocketPath(path);
  const listener = new SocketListener(who, options, () => ({ kind: 'unix', address: path }));
  try {
    await start(listener, path).catch(async (error: { code?: string }) => {
      if (error.code !== 'EADDRINUSE') throw error;
      await removeStaleSocket(path, who, error);
      await start(listener, path);
    });
  } catch (cause) {
    throw cause instanceof XylopipeError ? cause : socketError(cause, who);
  }
  listener.address = path;
  return listener;
}

const start = (listener: SocketListener, path: string): Promise<void> =>
  listener.start((server) => listenPrivately(server, path));

/**
 * Makes the socket with mode 0600. A file gets its mode when it is made, and only the umask can say which: a `chmod`
 * would come after a moment in which others can connect. `listen` makes it before it returns, so that nothing else of
 * this thread runs with that umask.
 */
function listenPrivately(server: Server, path: string): void {
  const umask = process.umask(0o177);
  try {
    // Exclusive: also in a cluster it is this process that makes it.
    server.listen({ path, exclusive: true });
  } finally {
    process.umask(umask);
  }
}

/** Removes a socket at which nobody listens. @throws ADDRESS_IN_USE where there is anything else */
async function removeStaleSocket(path: string, who: string, cause: unknown): Promise<void> {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isSocket()) {
    const hint = 'remove it, or choose another path';
    throw new XylopipeError('ADDRESS_IN_USE', 'there is a file that is not a socket', { who, hint, cause });
  }
  if ((await answerOf(path)) !== 'ECONNREFUSED') throw socketError(cause, who);
  // Somebody else may have replaced it while we asked.
  const now = lstatSync(path, { throwIfNoEntry: false });
  if (now === undefined) return;
  if (now.ino !== found.ino) throw socketError(cause, who);
  unlinkSync(path);
}

/** What the system says to a connection there; undefined where it is accepted. */
function answerOf(path: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = createConnection(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(undefined);
    });
    socket.once('error', ({ code }: NodeJS.ErrnoException) => resolve(code));
  });
}
