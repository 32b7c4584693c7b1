import { throwIfAborted, XylopipeError } from '@xylopipe/core';
import { abortError } from '../deploy/chip-port.js';

/** One call's hold of a session. */
export interface Turn {
  /** Whether the caller has given up, or the session was closed: nothing more is to be begun. */
  readonly interrupted: boolean;
  /** Resolves when that happens. */
  readonly interruption: Promise<void>;
  /**
   * From here on the chip's state is not what it was: unless the turn ends well, only a reset makes it known again; or what
   * this gives back, to be called where nothing came of it.
   */
  touch(): () => void;
}

/** What a call wants. */
export interface TurnOptions {
  readonly signal?: AbortSignal | undefined;
  /** It goes on from the state of the chip, which must be known. */
  readonly needsState?: boolean | undefined;
  /** When it ends well, the state is known. */
  readonly setsState?: boolean | undefined;
}

/** Who may use a session: one call at a time, nobody once it is lost or closed. */
export class Turns {
  readonly #chipId: string;
  /** The call that goes on. */
  #holder: Turn | undefined;
  #closed = false;
  #stateKnown = true;
  #failure: { readonly error: XylopipeError; told: boolean } | undefined;
  /** What an interrupted call still has to bring to an end. */
  #aftermath: Promise<unknown> = Promise.resolve();
  #interrupt: ((error: unknown) => void) | undefined;

  constructor(chipId: string) {
    this.#chipId = chipId;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /**
   * Does the work of a call, after that of an interrupted one has ended. When it is interrupted it rejects at once, and the
   * work comes to its end by itself.
   * @throws SESSION_CLOSED, SESSION_LOST, SESSION_BUSY, STATE_UNKNOWN, ABORTED
   */
  async take<T>(work: (turn: Turn) => Promise<T>, { signal, needsState, setsState }: TurnOptions = {}): Promise<T> {
    this.#refuseUnlessFree(needsState === true);
    throwIfAborted(signal, this.#chipId);
    const before = this.#aftermath;
    const { turn, interrupt } = newTurn(() => {
      const known = this.#stateKnown;
      this.#stateKnown = false;
      return () => {
        this.#stateKnown = known;
      };
    });
    const done = (async () => {
      await before;
      if (turn.interrupted) throw this.#closedError();
      const known = this.#stateKnown;
      const result = await work(turn);
      if (!turn.interrupted) this.#stateKnown = known || setsState === true;
      return result;
    })();
    this.#holder = turn;
    const leave = (): void => {
      if (this.#holder !== turn) return;
      this.#holder = undefined;
      this.#aftermath = done.catch(() => {});
    };
    try {
      return await this.#unlessInterrupted(done, signal, () => {
        interrupt();
        leave();
      });
    } catch (error) {
      throw this.#failure === undefined || turn.interrupted ? error : this.#failureToTell();
    } finally {
      leave();
    }
  }

  /** The session is of no use any more. The call that goes on, or else the next one, is told why. */
  fail(error: XylopipeError): void {
    this.#failure ??= { error, told: false };
  }

  /** Interrupts the call that goes on. */
  close(): void {
    this.#closed = true;
    this.#interrupt?.(this.#closedError());
  }

  #unlessInterrupted<T>(done: Promise<T>, signal: AbortSignal | undefined, interrupt: () => void): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const stop = (error: unknown): void => {
        release();
        interrupt();
        reject(error);
      };
      const abort = (): void => stop(abortError(signal, this.#chipId));
      const release = (): void => {
        signal?.removeEventListener('abort', abort);
        if (this.#interrupt === stop) this.#interrupt = undefined;
      };
      this.#interrupt = stop;
      signal?.addEventListener('abort', abort, { once: true });
      done.then(resolve, reject).finally(release);
    });
  }

  /** Throws `SESSION_CLOSED` or, with why for the first who hears of it, `SESSION_LOST`. */
  refuseIfOver(): void {
    if (this.#closed) throw this.#closedError();
    if (this.#failure !== undefined) throw this.#failureToTell();
  }

  #refuseUnlessFree(needsState: boolean): void {
    this.refuseIfOver();
    if (this.#holder !== undefined) {
      throw new XylopipeError('SESSION_BUSY', 'the session is evolving', {
        who: this.#chipId,
        hint: 'await the pending call first',
      });
    }
    if (needsState && !this.#stateKnown) {
      throw new XylopipeError('STATE_UNKNOWN', 'an evolution was given up, so the state of the chip is not known', {
        who: this.#chipId,
        hint: 'call resetState, or restore a snapshot',
      });
    }
  }

  /** The failure itself for the first who hears of it. */
  #failureToTell(): XylopipeError {
    const failure = this.#failure!;
    if (!failure.told) {
      failure.told = true;
      return failure.error;
    }
    return new XylopipeError('SESSION_LOST', 'the session was lost', {
      who: this.#chipId,
      hint: 'deploy again',
      cause: failure.error,
    });
  }

  #closedError(): XylopipeError {
    return new XylopipeError('SESSION_CLOSED', 'the session is closed', { who: this.#chipId });
  }
}

function newTurn(touch: Turn['touch']): { turn: Turn; interrupt: () => void } {
  let interrupted = false;
  let resolve: () => void;
  const interruption = new Promise<void>((resolveIt) => {
    resolve = resolveIt;
  });
  const turn: Turn = {
    get interrupted() {
      return interrupted;
    },
    interruption,
    touch,
  };
  const interrupt = (): void => {
    interrupted = true;
    resolve();
  };
  return { turn, interrupt };
}
