import { describe, expect, it } from 'vitest';
import { socketError } from './socket-error.js';

const systemError = (code: string): Error => Object.assign(new Error(`connect ${code}`), { code });

describe('socketError', () => {
  it.each([
    ['ECONNREFUSED', 'LINK_REFUSED'],
    ['ENOENT', 'LINK_REFUSED'],
    ['ECONNRESET', 'LINK_LOST'],
    ['EPIPE', 'LINK_LOST'],
    ['ETIMEDOUT', 'LINK_TIMEOUT'],
    ['ENOTFOUND', 'LINK_UNREACHABLE'],
    ['EADDRINUSE', 'ADDRESS_IN_USE'],
    ['EADDRNOTAVAIL', 'ADDRESS_UNAVAILABLE'],
    ['EACCES', 'ADDRESS_DENIED'],
    ['ERR_WORKER_UNSUPPORTED_OPERATION', 'ADDRESS_UNAVAILABLE'],
  ])('makes %s to %s, with who, a hint and the cause', (theirs, ours) => {
    const cause = systemError(theirs);
    expect(socketError(cause, 'tcp x:1')).toMatchObject({
      code: ours,
      who: 'tcp x:1',
      hint: expect.any(String),
      cause,
    });
  });

  it.each([systemError('EWEIRD'), new Error('odd'), 'text', null])('keeps what it does not know: %s', (cause) => {
    const error = socketError(cause, 'tcp x:1');
    expect(error).toMatchObject({ code: 'LINK_LOST', cause });
    expect(error.message).toContain(cause instanceof Error ? cause.message : String(cause));
  });
});
