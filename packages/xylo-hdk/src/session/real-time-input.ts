import { type Issue, type Raster, XylopipeError } from '@xylopipe/core';
import { inputClipped, inputOf } from '@xylopipe/core/session';
import { concatMap, type Observable, type Subscription } from 'rxjs';
import type { BoardLink } from './board-link.js';
import { spikeChunks } from './spike-chunks.js';

/** Spikes on their way to a chip in real time. */
export interface RealTimeInput {
  /** Resolves with what went wrong: counts that are no input, a board that refuses them, an input that fails. */
  readonly failure: Promise<{ readonly error: unknown }>;
  /** Whether the board has got any. */
  readonly sent: boolean;
  /** Takes no more of them. */
  stop(): void;
}

/** @throws NO_HOST_INPUT where the board takes spikes of nobody in real time */
export function refuseHostInput(link: BoardLink, input: Observable<Uint8Array> | undefined): void {
  if (input === undefined || !link.configuredByVendor) return;
  throw new XylopipeError('NO_HOST_INPUT', 'in real time the input of this board comes from its own sensors', {
    who: link.chipId,
    hint: 'leave `input` out, or evolve a raster in accelerated time',
  });
}

/** Sends counts as they come, each behind the one before. The chip adds what has arrived to its next timestep. */
export function sendInRealTime(
  link: BoardLink,
  input: Observable<Uint8Array>,
  tell: (clipped: Issue | undefined) => void,
): RealTimeInput {
  let subscription: Subscription | undefined;
  let sent = false;
  const failure = new Promise<{ error: unknown }>((resolve) => {
    subscription = input
      .pipe(
        concatMap(async (counts) => {
          const row = inputOf({ steps: 1, channels: counts?.length, counts } as Raster, link.config);
          tell(inputClipped(row.counts, row.channels));
          // Nobody looks at the number of the timestep in real time.
          const [chunk] = spikeChunks(row, 0, { timesteps: 1, spikes: row.channels });
          if (chunk === undefined || chunk.spikes.counts.length === 0) return;
          sent = true;
          await link.ask([{ op: 'sendSpikes', spikes: chunk.spikes }]);
        }),
      )
      .subscribe({ error: (error) => resolve({ error }) });
  });
  return {
    failure,
    get sent() {
      return sent;
    },
    stop: () => subscription?.unsubscribe(),
  };
}
