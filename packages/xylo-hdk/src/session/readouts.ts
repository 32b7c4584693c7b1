import { XylopipeError } from '@xylopipe/core';
import { type Bus, type BusEvent, type Clock, deadline, type Readout } from '@xylopipe/hdk-transport';
import { Subscription } from 'rxjs';
import { chipError } from '../board/chip-error.js';

/**
 * Takes readouts in order. `repeated`: it is of the timestep of the one before, so an answer to `triggerReadout`.
 * @returns whether that was the last that it waited for.
 */
export type ReadoutSink = (readout: Readout, repeated: boolean) => boolean;

/** What a {@link Readouts} listens to, and for whom. */
export interface ReadoutSource {
  readonly bus: Pick<Bus, 'events$'>;
  readonly chipId: string;
  readonly clock: Clock;
  /**
   * Whether a readout that nobody waits for is passed over if it says nothing new: vendors' boards may read out a manual
   * timestep by themselves. Default `false`.
   */
  readonly passOverRepeated?: boolean | undefined;
  /** Called once, when what the board says can no longer be trusted, or it says nothing any more. */
  readonly onFailure: (error: XylopipeError) => void;
}

interface Taking {
  readonly sink: ReadoutSink;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
  stopTimer: () => void;
}

/**
 * The readouts of a board, held against their numbers: of each processed timestep there is one, and one more for each that
 * was asked for. A gap, one too many, or events that the board had to drop end it.
 */
export class Readouts {
  readonly #source: ReadoutSource;
  readonly #subscription = new Subscription();
  #taking: Taking | undefined;
  #last: number | undefined;
  #failure: XylopipeError | undefined;

  constructor(source: ReadoutSource) {
    this.#source = source;
  }

  /** Begins to listen; what has come by then is told at once. */
  listen(): void {
    const { bus, chipId } = this.#source;
    this.#subscription.add(
      bus.events$.subscribe({
        next: (event) => this.#receive(event),
        error: (error) => this.#fail(chipError(chipId, error)),
      }),
    );
  }

  /** The timestep that was read out last; -1 where none was processed. */
  get last(): number {
    if (this.#last === undefined) throw new Error('nothing was read out yet');
    return this.#last;
  }

  /** The next readout can be of any timestep: the board counts anew. What this gives back takes that back. */
  forget(): () => void {
    const last = this.#last;
    this.#last = undefined;
    return () => {
      this.#last = last;
    };
  }

  /**
   * Gives readouts to `sink` until it has the last.
   * @param timeout - milliseconds for all of them. Default: as long as it takes, until `limit` is called.
   * @throws READOUT_LOST, READOUT_TIMEOUT, BUS_LOST, and what `sink` throws
   */
  take(sink: ReadoutSink, timeout?: number): Promise<void> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#taking = { sink, resolve, reject, stopTimer: () => {} };
      if (timeout !== undefined) this.limit(timeout);
    });
  }

  /** From now on the sink has so many milliseconds. */
  limit(timeout: number): void {
    const taking = this.#taking;
    if (taking === undefined) return;
    taking.stopTimer();
    taking.stopTimer = deadline(this.#source.clock, timeout, () => this.#fail(this.#overdue(timeout)));
  }

  /** The sink is forgotten: what it waits for will not come. */
  leave(): void {
    this.#done()?.reject(new XylopipeError('READOUT_LOST', 'no readout will come', { who: this.#source.chipId }));
  }

  /** Nothing is listened to any more; who still waits is told `error`. */
  end(error: XylopipeError): void {
    this.#failure ??= error;
    this.#subscription.unsubscribe();
    this.#done()?.reject(error);
  }

  #receive(event: BusEvent): void {
    if (this.#failure !== undefined) return;
    if (event.type === 'lost') this.#fail(this.#lost(`the board had to drop ${event.count} events`));
    if (event.type === 'readout') this.#take(event);
  }

  #take(readout: Readout): void {
    const { timestep } = readout;
    const taking = this.#taking;
    const repeated = timestep === this.#last;
    if (this.#last !== undefined && !repeated && timestep !== this.#last + 1) {
      this.#fail(this.#lost(`after the readout of timestep ${this.#last} came that of ${timestep}`));
      return;
    }
    if (taking === undefined) {
      // What was said before the first question is of somebody else's time.
      if (this.#last === undefined || (repeated && this.#source.passOverRepeated === true)) return;
      this.#fail(this.#lost(`a readout of timestep ${timestep} came that nobody had asked for`));
      return;
    }
    this.#last = timestep;
    try {
      if (taking.sink(readout, repeated)) this.#done()?.resolve();
    } catch (error) {
      this.#fail(chipError(this.#source.chipId, error));
    }
  }

  #done(): Taking | undefined {
    const taking = this.#taking;
    this.#taking = undefined;
    taking?.stopTimer();
    return taking;
  }

  #fail(error: XylopipeError): void {
    if (this.#failure !== undefined) return;
    this.#failure = error;
    this.#done()?.reject(error);
    this.#source.onFailure(error);
  }

  #lost(what: string): XylopipeError {
    return new XylopipeError('READOUT_LOST', what, {
      who: this.#source.chipId,
      hint: 'deploy again and repeat the run; if events were dropped, record less',
    });
  }

  #overdue(timeout: number): XylopipeError {
    const known = this.#last === undefined ? 'none came' : `the last was of timestep ${this.#last}`;
    return new XylopipeError('READOUT_TIMEOUT', `no readout for ${timeout} ms where one is due: ${known}`, {
      who: this.#source.chipId,
      hint: 'give the driver a longer evolve timeout, or evolve fewer neurons at a slower pace',
    });
  }
}
