import { XylopipeError } from '@xylopipe/core';

const DOES_ANYBODY_LISTEN = 'is the server running, and is this where it listens?';
const MAY_I = 'does the folder exist, and may this user write there? Ports below 1024 are for root';

/** What the system calls it, what we call it, and what to do. */
const KINDS: Readonly<Record<string, readonly [code: string, message: string, hint: string]>> = {
  ECONNREFUSED: ['LINK_REFUSED', 'nobody listens there', DOES_ANYBODY_LISTEN],
  ENOENT: ['LINK_REFUSED', 'there is no such socket', DOES_ANYBODY_LISTEN],
  ENOTSOCK: ['LINK_REFUSED', 'that file is not a socket', DOES_ANYBODY_LISTEN],
  EAGAIN: ['LINK_REFUSED', 'too many wait for that server already', 'try again later'],
  ECONNRESET: ['LINK_LOST', 'the other end broke the connection off', 'look there for what went wrong'],
  EPIPE: ['LINK_LOST', 'the other end is gone', 'look there for what went wrong'],
  ETIMEDOUT: ['LINK_TIMEOUT', 'the other end does not answer', 'is it reachable from here?'],
  ENOTFOUND: ['LINK_UNREACHABLE', 'there is no host of that name', 'check the name'],
  EAI_AGAIN: ['LINK_UNREACHABLE', 'the name of the host could not be looked up', 'give its number instead'],
  EHOSTUNREACH: ['LINK_UNREACHABLE', 'there is no way to that host', 'check the network'],
  ENETUNREACH: ['LINK_UNREACHABLE', 'there is no way to that network', 'check the network'],
  EADDRINUSE: ['ADDRESS_IN_USE', 'somebody else listens there', 'stop that program, or choose another address'],
  EADDRNOTAVAIL: ['ADDRESS_UNAVAILABLE', 'this machine does not have that address', 'choose one that it has'],
  EACCES: ['ADDRESS_DENIED', 'this user may not use that address', MAY_I],
  EPERM: ['ADDRESS_DENIED', 'this user may not use that address', MAY_I],
  ERR_WORKER_UNSUPPORTED_OPERATION: [
    'ADDRESS_UNAVAILABLE',
    'a worker thread cannot make a socket of its user alone',
    'listen in the main thread',
  ],
};

/** An error of the system at a socket as one of ours, with what to do. What we do not know becomes `LINK_LOST`. */
export function socketError(cause: unknown, who: string): XylopipeError {
  const known = KINDS[(cause as { code?: string } | null)?.code ?? ''];
  if (known === undefined) return new XylopipeError('LINK_LOST', `the socket failed: ${textOf(cause)}`, { who, cause });
  const [code, message, hint] = known;
  return new XylopipeError(code, message, { who, hint, cause });
}

const textOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
