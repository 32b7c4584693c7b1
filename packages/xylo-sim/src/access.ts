import { XylopipeError } from '@xylopipe/core';

/** One evolution's hold of a simulator, until it is done or the simulator is closed. */
export interface Turn {
  /** Whether the simulator is still held. */
  readonly lasts: boolean;
  /** Gives the simulator back; the second time nothing happens. */
  end(): void;
}

/** Who may use a simulator: one evolution at a time, and nobody once it is closed. */
export class Access {
  readonly #who: string;
  #turn: { readonly onClose: () => void } | undefined;
  #closed = false;

  /** `who` is named in refusals. */
  constructor(who: string) {
    this.#who = who;
  }

  /**
   * Takes the simulator. `onClose` is called if it is closed in the meantime.
   * @throws SIMULATOR_CLOSED, SIMULATOR_BUSY
   */
  begin(onClose: () => void = () => {}): Turn {
    this.refuseUnlessFree();
    const own = { onClose };
    this.#turn = own;
    const access = this;
    return {
      get lasts() {
        return access.#turn === own;
      },
      end() {
        if (access.#turn === own) access.#turn = undefined;
      },
    };
  }

  /** Throws `SIMULATOR_CLOSED` or `SIMULATOR_BUSY` where nobody may change the state. */
  refuseUnlessFree(): void {
    this.refuseIfClosed();
    if (this.#turn === undefined) return;
    throw new XylopipeError('SIMULATOR_BUSY', 'the simulator is evolving', {
      who: this.#who,
      hint: 'finish the pending evolution or stream, or make a simulator for each run',
    });
  }

  /** Throws `SIMULATOR_CLOSED` after `close`. */
  refuseIfClosed(): void {
    if (this.#closed) throw this.closedError();
  }

  close(): void {
    this.#closed = true;
    const turn = this.#turn;
    this.#turn = undefined;
    turn?.onClose();
  }

  /** What everybody is refused with after `close`. */
  closedError(): XylopipeError {
    return new XylopipeError('SIMULATOR_CLOSED', 'the simulator is closed', {
      who: this.#who,
      hint: 'make another one',
    });
  }
}
