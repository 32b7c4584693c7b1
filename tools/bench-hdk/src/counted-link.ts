import type { Link } from '@xylopipe/hdk-transport';
import { tap } from 'rxjs';

/** Bytes of a link, whatever they are for. */
export interface Traffic {
  sent: number;
  received: number;
}

/** The same link, whose bytes are counted. */
export function countedLink(link: Link, traffic: Traffic): Link {
  return {
    info: link.info,
    maxFrame: link.maxFrame,
    end: link.end,
    received$: link.received$.pipe(
      tap((bytes) => {
        traffic.received += bytes.length;
      }),
    ),
    send(frame) {
      traffic.sent += frame.length;
      return link.send(frame);
    },
    close: () => link.close(),
  };
}
