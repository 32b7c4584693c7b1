import { XylopipeError } from '@xylopipe/core';
import type { PowerSample } from '@xylopipe/hdk-transport';
import { Observable } from 'rxjs';
import { chipError } from '../board/chip-error.js';
import type { BoardLink } from './board-link.js';

/**
 * Power samples of a board, as long as somebody is subscribed: one at a time, as boards have one rate.
 * @param rate - samples per second.
 */
export function powerSamples(link: BoardLink, hold: PowerHold, rate: number): Observable<PowerSample> {
  return new Observable((subscriber) => {
    if (hold.taken) {
      subscriber.error(
        new XylopipeError('POWER_BUSY', 'power is being measured already', {
          who: link.chipId,
          hint: 'share one Observable, or end the other subscription',
        }),
      );
      return undefined;
    }
    hold.taken = true;
    subscriber.add(
      link.bus.events$.subscribe({
        next: (event) => {
          if (event.type === 'power') subscriber.next(event);
        },
        error: (error) => subscriber.error(chipError(link.chipId, error)),
        complete: () => subscriber.complete(),
      }),
    );
    let refused = false;
    link.ask([{ op: 'measurePower', rate }]).catch((error) => {
      refused = true;
      subscriber.error(error);
    });
    return () => {
      hold.taken = false;
      // At once, so that it stands before what the next subscriber asks for.
      if (!refused) link.ask([{ op: 'measurePower', rate: 0 }]).catch(() => {});
    };
  });
}

/** Whether somebody measures the power of a board. */
export interface PowerHold {
  taken: boolean;
}
