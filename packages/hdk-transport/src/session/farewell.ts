import type { Clock } from '../clock.js';
import type { FrameSender } from '../hxp/frame-sender.js';
import { OPCODES } from '../hxp/protocol.js';

/** How often BYE is said at most, and the milliseconds that each may take. */
const MAX_TRIES = 3;
const PATIENCE = 250;

/** The end of a session, in order: what is pending gets some time, then the board is told. */
export class Farewell {
  readonly #sender: FrameSender;
  readonly #clock: Clock;
  readonly #session: number;
  #goOn: (() => void) | undefined;
  #answered = false;

  constructor(sender: FrameSender, clock: Clock, session: number) {
    this.#sender = sender;
    this.#clock = clock;
    this.#session = session;
  }

  /** Resolves after so many milliseconds, or when nothing is pending any more. */
  drain(ms: number): Promise<void> {
    return this.#pause(ms);
  }

  /** Nothing is pending any more. */
  drained(): void {
    this.#goOn?.();
  }

  /** Says BYE until the board has heard it, or has had time enough. */
  async say(): Promise<void> {
    for (let tries = 0; tries < MAX_TRIES && !this.#answered; tries++) {
      this.#sender.control(OPCODES.bye, this.#session);
      await this.#pause(PATIENCE);
    }
  }

  /** The board has heard it, or is gone. */
  answered(): void {
    this.#answered = true;
    this.#goOn?.();
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const goOn = (): void => {
        stopTimer();
        this.#goOn = undefined;
        resolve();
      };
      const stopTimer = this.#clock.after(ms, goOn);
      this.#goOn = goOn;
    });
  }
}
