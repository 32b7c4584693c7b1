import { Observable, Subject } from 'rxjs';
import type { BusEvent } from '../bus/event.js';
import type { Clock } from '../clock.js';
import { writeCredit } from '../hxp/control-codec.js';
import { readEvents } from '../hxp/event-codec.js';
import type { Frame } from '../hxp/frame.js';
import { FrameError } from '../hxp/frame-error.js';
import type { FrameSender } from '../hxp/frame-sender.js';
import { OPCODES, seqAfter, seqDistance } from '../hxp/protocol.js';

/** Events of a frame that nobody has taken yet. */
interface HeldFrame {
  readonly events: readonly BusEvent[];
  readonly size: number;
  /** How many of the events were taken. */
  taken: number;
}

/** What an {@link EventInbox} needs to know. */
export interface EventInboxOptions {
  readonly sender: FrameSender;
  readonly clock: Clock;
  readonly session: number;
  /** Bytes of payloads that may come before they are taken. */
  readonly window: number;
  /** Milliseconds after which a raised credit is said again, as long as nothing comes. */
  readonly repeatAfter: number;
}

/** Puts the board's events into order, each once, keeps them until somebody takes them, and grants credit for as many. */
export class EventInbox {
  readonly events$: Observable<BusEvent>;
  readonly #subject = new Subject<BusEvent>();
  readonly #options: EventInboxOptions;
  readonly #held: HeldFrame[] = [];
  #expected: number;
  /** Bytes of payloads that were taken, modulo 2^32. */
  #taken = 0;
  /** Bytes of payloads that came and were not. */
  #heldBytes = 0;
  /** Whether a later one than the expected has come. */
  #gap = false;
  #delivering = false;
  #finish: (() => void) | undefined;
  #stopTimer: (() => void) | undefined;

  constructor(options: EventInboxOptions) {
    this.#options = options;
    this.#expected = seqAfter(options.session);
    this.events$ = new Observable((subscriber) => {
      const subscription = this.#subject.subscribe(subscriber);
      if (this.#deliver()) this.#grant();
      return subscription;
    });
  }

  /**
   * Takes an EVENTS frame. False if it came before or too early.
   * @throws FRAME_INVALID if it cannot be read, or was not to come yet
   */
  receive(frame: Frame): boolean {
    if (this.#finish) return false;
    const ahead = seqDistance(frame.seq, this.#expected);
    if (ahead !== 0) {
      this.#gap ||= ahead > 0;
      this.#grant();
      return false;
    }
    const size = frame.payload.length;
    const most = this.#options.window - this.#heldBytes;
    if (size > most) throw new FrameError(`${size} bytes of events, and a credit of ${most}`, 8);
    this.#held.push({ events: readEvents(frame.payload), size, taken: 0 });
    this.#heldBytes += size;
    this.#expected = seqAfter(this.#expected);
    this.#gap = false;
    this.#deliver();
    this.#grant();
    return true;
  }

  /** No more come; `error` says why if that is not in order. What is held can still be taken. */
  end(error?: unknown): void {
    this.#stopTimer?.();
    this.#finish ??= () => (error === undefined ? this.#subject.complete() : this.#subject.error(error));
    if (this.#held.length === 0) this.#finish();
  }

  /** Whether a frame was taken. */
  #deliver(): boolean {
    // A subscriber can subscribe others: the outer call goes on with what is there.
    if (this.#delivering) return false;
    this.#delivering = true;
    let taken = false;
    while (this.#held.length > 0 && this.#subject.observed) {
      const first = this.#held[0]!;
      while (first.taken < first.events.length && this.#subject.observed)
        this.#subject.next(first.events[first.taken++]!);
      if (first.taken < first.events.length) break;
      this.#held.shift();
      this.#taken = seqAfter(this.#taken, first.size);
      this.#heldBytes -= first.size;
      taken = true;
    }
    this.#delivering = false;
    if (this.#finish && this.#held.length === 0) this.#finish();
    return taken;
  }

  /** Says what is here, and how much more may come. */
  #grant(): void {
    if (this.#finish) return;
    const { sender, clock, session, window, repeatAfter } = this.#options;
    const credit = { expected: this.#expected, limit: seqAfter(this.#taken, window), resend: this.#gap };
    sender.control(OPCODES.credit, session, (to) => writeCredit(to, credit));
    // A board that has used up its credit says nothing, so that nobody would miss the one that raises it.
    this.#stopTimer?.();
    this.#stopTimer = clock.after(repeatAfter, () => this.#grant(), { idle: true });
  }
}
