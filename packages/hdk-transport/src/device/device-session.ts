import type { Subscription } from 'rxjs';
import type { Clock } from '../clock.js';
import { readCredit } from '../hxp/control-codec.js';
import type { Frame } from '../hxp/frame.js';
import type { FrameSender } from '../hxp/frame-sender.js';
import type { Hello } from '../hxp/hello-codec.js';
import { OPCODES, seqAfter } from '../hxp/protocol.js';
import type { BusHandler } from './bus-handler.js';
import { EventSender } from './event-sender.js';
import { executeBatch } from './execute-batch.js';
import { RequestQueue } from './request-queue.js';

/** What a {@link DeviceSession} needs to know. */
export interface DeviceSessionOptions {
  readonly handler: BusHandler;
  readonly sender: FrameSender;
  readonly clock: Clock;
  readonly maxFrame: number;
  readonly maxOutstanding: number;
  readonly eventCapacity: number;
  readonly resendAfter: number;
  readonly silence: number;
  /** Resolves when the session before has left the board. */
  readonly before: Promise<void>;
  /** The handler's events have failed. */
  readonly onFailure: (error: unknown) => void;
}

/** One host's session with the board. */
export class DeviceSession {
  /** Sequence number of its HELLO: requests and events count on from there. */
  readonly id: number;
  /** Resolves when nothing of the session runs on the board any more, nor waits for the link. */
  left: Promise<void>;
  readonly #requests: RequestQueue;
  readonly #events: EventSender;
  readonly #options: DeviceSessionOptions;
  #subscription: Subscription | undefined;
  #heard: number;
  #admitted = false;
  #ended = false;

  constructor(id: number, hello: Hello, options: DeviceSessionOptions) {
    const { handler, sender, clock, maxFrame } = options;
    this.id = id;
    this.left = options.before;
    this.#options = options;
    this.#heard = clock.now();
    this.#events = new EventSender({
      sender,
      clock,
      maxFrame,
      firstSeq: seqAfter(id),
      credit: hello.credit,
      capacity: options.eventCapacity,
      resendAfter: options.resendAfter,
      hears: () => clock.now() - this.#heard <= options.silence,
    });
    this.#requests = new RequestQueue({
      sender,
      maxFrame,
      firstSeq: seqAfter(id),
      size: options.maxOutstanding,
      execute: (operations) => {
        // A session begins only when the one before has finished what it was at.
        const answer = this.left.then(() => executeBatch(handler, operations, maxFrame, () => !this.#ended));
        this.left = answer.then(() => undefined);
        return answer;
      },
      beforeAnswer: () => this.#events.flush(),
    });
  }

  /** Requests that came again. */
  get replays(): number {
    return this.#requests.replays;
  }

  /** Events that were dropped for want of credit. */
  get eventsDropped(): number {
    return this.#events.dropped;
  }

  /** Whether the board lets the host in; if not, the session has failed. */
  admit(): boolean {
    const { handler, onFailure } = this.#options;
    try {
      handler.opened?.({ room: () => this.#events.room() });
      this.#admitted = true;
    } catch (error) {
      onFailure(error);
    }
    return this.#admitted;
  }

  /** Begins to listen to the board. */
  open(): void {
    const { handler, onFailure } = this.#options;
    this.#subscription = handler.events$.subscribe({
      next: (event) => {
        try {
          this.#events.emit(event);
        } catch (error) {
          onFailure(error);
        }
      },
      error: onFailure,
    });
    if (this.#ended) this.#subscription.unsubscribe();
  }

  /** Takes a frame of the host, other than HELLO and BYE. False if it is of no use. */
  receive(frame: Frame): boolean {
    this.#heard = this.#options.clock.now();
    this.#events.wake();
    if (frame.opcode === OPCODES.batch) return this.#requests.receive(frame);
    if (frame.seq !== this.id) return false;
    if (frame.opcode === OPCODES.credit) this.#events.credit(readCredit(frame.payload));
    else if (frame.opcode === OPCODES.ping) this.#options.sender.control(OPCODES.pong, this.id);
    else return false;
    return true;
  }

  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#subscription?.unsubscribe();
    this.#requests.end();
    this.#events.end();
    if (this.#admitted) this.#options.handler.closed?.();
    this.left = Promise.all([this.left, this.#options.sender.taken]).then(() => undefined);
  }
}
