import { XylopipeError } from '@xylopipe/core';
import type { Subscription } from 'rxjs';
import type { Link } from './link.js';

/** Takes all bytes that a link brings. @throws LINK_IN_USE where somebody else does already; the link stays as it is */
export function takeBytes(link: Link, take: (chunk: Uint8Array) => void): Subscription {
  let refusal: { readonly cause: unknown } | undefined;
  const subscription = link.received$.subscribe({
    next: take,
    error: (cause) => {
      refusal = { cause };
    },
  });
  if (refusal === undefined) return subscription;
  throw new XylopipeError('LINK_IN_USE', 'somebody else takes the bytes of this link', {
    who: `${link.info.kind} ${link.info.address}`,
    hint: 'a link carries one session: connect once more for another',
    ...(refusal as { cause: unknown }),
  });
}
