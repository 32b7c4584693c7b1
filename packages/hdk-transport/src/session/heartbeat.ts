import type { Clock } from '../clock.js';
import { deadline } from './deadline.js';

/** Times that a silent board is asked whether it is there. */
const MAX_PINGS = 3;

/** What a {@link Heartbeat} needs to know. */
export interface HeartbeatOptions {
  readonly clock: Clock;
  /** Milliseconds of silence before each question. */
  readonly silence: number;
  readonly ping: () => void;
  /** Called once, after the last question has found no answer. */
  readonly onDead: () => void;
}

/** Asks a board that says nothing whether it is there. */
export class Heartbeat {
  readonly #options: HeartbeatOptions;
  #heard: number;
  /** Questions since then: they are counted, as after a sleep of the host the clock says nothing about the board. */
  #pings = 0;
  #stopTimer: () => void;

  constructor(options: HeartbeatOptions) {
    this.#options = options;
    this.#heard = options.clock.now();
    this.#stopTimer = this.#after(options.silence);
  }

  /** The board has said something. */
  heard(): void {
    this.#heard = this.#options.clock.now();
    this.#pings = 0;
  }

  end(): void {
    this.#stopTimer();
  }

  #after(ms: number): () => void {
    return deadline(this.#options.clock, ms, () => this.#look(), { idle: true });
  }

  #look(): void {
    const { clock, silence, ping, onDead } = this.#options;
    const left = this.#pings > 0 ? 0 : this.#heard + silence - clock.now();
    if (left <= 0 && this.#pings === MAX_PINGS) {
      onDead();
      return;
    }
    this.#stopTimer = this.#after(left > 0 ? left : silence);
    if (left > 0) return;
    this.#pings++;
    ping();
  }
}
