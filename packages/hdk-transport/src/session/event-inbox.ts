import { Observable, Subject } from 'rxjs';
import type { BusEvent } from '../bus/event.js';
import { writeCredit } from '../hxp/control-codec.js';
import { readEvents } from '../hxp/event-codec.js';
import type { Frame } from '../hxp/frame.js';
import type { FrameSender } from '../hxp/frame-sender.js';
import { OPCODES, seqAfter, seqDistance } from '../hxp/protocol.js';

/** Events of a frame that nobody has taken yet. */
interface HeldFrame {
  readonly events: readonly BusEvent[];
  readonly size: number;
  /** How many of the events were taken. */
  taken: number;
}

/** Puts the board's events into order, each once, keeps them until somebody takes them, and grants credit for as many. */
export class EventInbox {
  readonly events$: Observable<BusEvent>;
  readonly #subject = new Subject<BusEvent>();
  readonly #sender: FrameSender;
  readonly #session: number;
  readonly #window: number;
  readonly #held: HeldFrame[] = [];
  #expected: number;
  /** Bytes of payloads that were taken, modulo 2^32. */
  #taken = 0;
  /** Whether a later one than the expected has come. */
  #gap = false;
  #delivering = false;
  #finish: (() => void) | undefined;

  constructor(sender: FrameSender, session: number, window: number) {
    this.#sender = sender;
    this.#session = session;
    this.#window = window;
    this.#expected = seqAfter(session);
    this.events$ = new Observable((subscriber) => {
      const subscription = this.#subject.subscribe(subscriber);
      if (this.#deliver()) this.#grant();
      return subscription;
    });
  }

  /**
   * Takes an EVENTS frame. False if it came before or too early.
   * @throws FRAME_INVALID
   */
  receive(frame: Frame): boolean {
    if (this.#finish) return false;
    const ahead = seqDistance(frame.seq, this.#expected);
    if (ahead !== 0) {
      this.#gap ||= ahead > 0;
      this.#grant();
      return false;
    }
    this.#held.push({ events: readEvents(frame.payload), size: frame.payload.length, taken: 0 });
    this.#expected = seqAfter(this.#expected);
    this.#gap = false;
    this.#deliver();
    this.#grant();
    return true;
  }

  /** No more come; `error` says why if that is not in order. What is held can still be taken. */
  end(error?: unknown): void {
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
      taken = true;
    }
    this.#delivering = false;
    if (this.#finish && this.#held.length === 0) this.#finish();
    return taken;
  }

  /** Says what is here, and how much more may come. */
  #grant(): void {
    if (this.#finish) return;
    const credit = { expected: this.#expected, limit: seqAfter(this.#taken, this.#window), resend: this.#gap };
    this.#sender.control(OPCODES.credit, this.#session, (to) => writeCredit(to, credit));
  }
}
