import { XylopipeError } from '@xylopipe/core';
import { hostAndPort } from '../../targets/target.js';

/** Where to listen. */
export type ListenAddress =
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  | { readonly kind: 'unix'; readonly path: string };

/**
 * Reads `host:port`, also as `tcp://host:port`, or `unix:path`. Port 0 is any free one.
 * @throws TARGET_INVALID
 */
export function parseListenAddress(text: string): ListenAddress {
  if (text.startsWith('unix:') && text.length > 'unix:'.length) {
    return { kind: 'unix', path: text.slice('unix:'.length) };
  }
  const tcp = hostAndPort(text.replace(/^tcp:\/\//, ''));
  if (tcp !== undefined && tcp.host !== 'unix') return { kind: 'tcp', ...tcp };
  throw new XylopipeError('TARGET_INVALID', 'nobody can listen there', {
    who: JSON.stringify(text),
    hint: 'write unix:/path/of/the.sock, or host:port as 127.0.0.1:4711; port 0 is any free one',
  });
}
