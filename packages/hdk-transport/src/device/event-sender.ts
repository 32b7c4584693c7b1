import type { BusEvent } from '../bus/event.js';
import type { Clock } from '../clock.js';
import type { Credit } from '../hxp/control-codec.js';
import type { FrameSender } from '../hxp/frame-sender.js';
import { FrameWriter } from '../hxp/frame-writer.js';
import { FRAME_OVERHEAD, OPCODES, seqAfter, seqDistance } from '../hxp/protocol.js';
import { EventBuffer } from './event-buffer.js';

/** What an {@link EventSender} needs to know. */
export interface EventSenderOptions {
  readonly sender: FrameSender;
  readonly clock: Clock;
  readonly maxFrame: number;
  /** Sequence number of the first frame. */
  readonly firstSeq: number;
  /** Bytes of payloads that the host has granted to begin with. */
  readonly credit: number;
  /** Bytes of events that wait, and as many that are sent and not acknowledged, at most. */
  readonly capacity: number;
  /** Milliseconds without acknowledgement after which frames are sent again. */
  readonly resendAfter: number;
  /** Whether the host has been heard lately. */
  readonly hears: () => boolean;
}

/** A frame that the host has not acknowledged. */
interface SentFrame {
  readonly bytes: Uint8Array;
  /** Until the link has taken it. */
  sending?: Promise<unknown> | undefined;
}

/** Brings events to the host: as many as it has granted, and again until it has them. */
export class EventSender {
  readonly #options: EventSenderOptions;
  readonly #buffer: EventBuffer;
  readonly #writer: FrameWriter;
  /** Sent and not acknowledged, in order. */
  readonly #unacknowledged: SentFrame[] = [];
  /** Of those, and of what the link has not taken, whatever the host says of it. */
  #keptBytes = 0;
  /** Sequence number of the first of those, or else of the next frame. */
  #base: number;
  #sent = 0;
  #resentFrom: number | undefined;
  #limit: number;
  readonly #roomWanted: (() => void)[] = [];
  #scheduled = false;
  #ended = false;
  #stopTimer: (() => void) | undefined;

  constructor(options: EventSenderOptions) {
    this.#options = options;
    this.#buffer = new EventBuffer(options.capacity, options.maxFrame - FRAME_OVERHEAD);
    this.#writer = new FrameWriter(options.maxFrame);
    this.#base = options.firstSeq;
    this.#limit = options.credit;
  }

  /** Events that were dropped for want of credit. */
  get dropped(): number {
    return this.#buffer.dropped;
  }

  /** Takes an event, to be sent together with others of the moment. */
  emit(event: BusEvent): void {
    this.#buffer.add(event);
    if (this.#buffer.payloads > 1) this.#sendWaiting(1);
    if (this.#scheduled) return;
    this.#scheduled = true;
    void Promise.resolve().then(() => this.flush());
  }

  /** Sends what waits, as far as credit goes. */
  flush(): void {
    this.#scheduled = false;
    this.#sendWaiting(0);
  }

  /** Resolves when at most half as much waits as can, or nobody listens any more. */
  room(): Promise<void> {
    return new Promise((resolve) => {
      this.#roomWanted.push(resolve);
      this.#tellRoom();
    });
  }

  /** All but the last `keep` payloads, which may become longer. */
  #sendWaiting(keep: number): void {
    if (this.#ended) return;
    while (this.#buffer.payloads > keep && this.#maySend(this.#buffer.nextSize)) {
      const size = this.#buffer.nextSize;
      const seq = seqAfter(this.#base, this.#unacknowledged.length);
      const bytes = this.#writer.frame(OPCODES.events, seq, this.#buffer.take()).slice();
      const frame: SentFrame = { bytes };
      this.#unacknowledged.push(frame);
      this.#keptBytes += bytes.length;
      this.#sent = seqAfter(this.#sent, size);
      this.#send(frame);
    }
    this.#watch();
    this.#tellRoom();
  }

  #tellRoom(): void {
    if (!this.#ended && this.#buffer.size > this.#options.capacity / 2) return;
    for (const resolve of this.#roomWanted.splice(0)) resolve();
  }

  /** The host has said what it has and how much more it takes. */
  credit({ expected, limit, resend }: Credit): void {
    const acknowledged = seqDistance(expected, this.#base);
    // One that is older than the last, or of another session, says nothing.
    if (this.#ended || acknowledged < 0 || acknowledged > this.#unacknowledged.length) return;
    for (const frame of this.#unacknowledged.splice(0, acknowledged)) this.#forget(frame);
    this.#base = expected;
    if (seqDistance(limit, this.#limit) > 0) this.#limit = limit;
    if (acknowledged > 0) this.#unwatch();
    if (resend && this.#resentFrom !== expected) {
      // Once for each gap, as the host says it with every frame that comes too early; if that is lost too, the timer helps.
      this.#resentFrom = expected;
      this.#resend();
    }
    this.flush();
  }

  /** The host has been heard: what it has not acknowledged is sent again in time. */
  wake(): void {
    if (!this.#ended) this.#watch();
  }

  /** Nothing is sent any more, and no timer is left. */
  end(): void {
    this.#ended = true;
    this.#unwatch();
    this.#tellRoom();
  }

  #maySend(size: number): boolean {
    const room = this.#keptBytes === 0 || this.#keptBytes + size <= this.#options.capacity;
    return room && seqDistance(this.#limit, seqAfter(this.#sent, size)) >= 0;
  }

  #send(frame: SentFrame): void {
    frame.sending ??= this.#options.sender.send(frame.bytes).then(() => {
      frame.sending = undefined;
    });
  }

  #forget({ bytes, sending }: SentFrame): void {
    if (sending === undefined) this.#keptBytes -= bytes.length;
    else
      void sending.then(() => {
        this.#keptBytes -= bytes.length;
        this.flush();
      });
  }

  #resend(): void {
    this.#unwatch();
    for (const frame of this.#unacknowledged) this.#send(frame);
    this.#watch();
  }

  #watch(): void {
    if (this.#stopTimer || this.#unacknowledged.length === 0) return;
    this.#stopTimer = this.#options.clock.after(this.#options.resendAfter, () => {
      this.#stopTimer = undefined;
      if (this.#options.hears()) this.#resend();
    });
  }

  #unwatch(): void {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
  }
}
