import type { Clock } from '../clock.js';
import { type Answer, readAnswer } from '../hxp/answer-codec.js';
import { type Frame, sealFrame } from '../hxp/frame.js';
import { FrameError } from '../hxp/frame-error.js';
import type { FrameSender } from '../hxp/frame-sender.js';
import { FLAGS, OPCODES, seqAfter, seqDistance } from '../hxp/protocol.js';
import type { Call } from './call.js';
import type { RequestPart } from './cut-operations.js';
import { deadline } from './deadline.js';
import { Queue } from './queue.js';
import type { RequestDraft } from './request-encoder.js';

/** How often a request is sent at most. */
const MAX_TRIES = 3;

/** What a {@link RequestWindow} needs to know. */
export interface RequestWindowOptions {
  readonly sender: FrameSender;
  readonly clock: Clock;
  /** Sequence number of the first request. */
  readonly firstSeq: number;
  /** Requests that may be unanswered. */
  readonly size: number;
  readonly retryAfter: number;
  /** A request was not answered however often it was sent. */
  readonly onSilence: () => void;
}

/** A call, and those of its requests that were not sent: the last is the next. */
interface WaitingCall {
  readonly call: Call;
  readonly requests: RequestDraft[];
}

interface Outstanding {
  readonly call: Call;
  readonly parts: readonly RequestPart[];
  readonly frame: Uint8Array;
  tries: number;
  /** The link has not taken it yet. */
  sending: boolean;
  /** It has come, but one before it has not. */
  answer?: Answer | FrameError;
}

/** Sends requests in order, a few at a time, each until it is answered. */
export class RequestWindow {
  readonly #options: RequestWindowOptions;
  readonly #waiting = new Queue<WaitingCall>();
  /** Requests of all waiting calls. */
  #unsent = 0;
  /** Sent; the first is not answered. */
  readonly #outstanding: Outstanding[] = [];
  /** Sequence number of the first outstanding one, or else of the next. */
  #base: number;
  #lastCall: Call | undefined;
  #stopTimer: (() => void) | undefined;
  #ended = false;
  #roundTrips = 0;
  #retries = 0;

  constructor(options: RequestWindowOptions) {
    this.#options = options;
    this.#base = options.firstSeq;
  }

  /** Requests that were answered. */
  get roundTrips(): number {
    return this.#roundTrips;
  }

  /** Requests that were sent again. */
  get retries(): number {
    return this.#retries;
  }

  /** Whether nothing waits or is unanswered. */
  get idle(): boolean {
    return this.#unsent === 0 && this.#outstanding.length === 0;
  }

  /** Whether a request of this number is unanswered. */
  has(seq: number): boolean {
    const place = seqDistance(seq, this.#base);
    return place >= 0 && place < this.#outstanding.length;
  }

  /**
   * Sends the requests of a call, behind all that were added before. The returned function forgets those that were not
   * sent by then; those that were are answered to nobody.
   */
  add(call: Call, requests: readonly RequestDraft[]): () => void {
    const waiting = { call, requests: requests.toReversed() };
    if (requests.length > 0) this.#waiting.push(waiting);
    this.#unsent += requests.length;
    this.#fill();
    return () => this.#forget(waiting);
  }

  /** Takes an ANSWER. False if it came before, or to nothing that was asked. */
  answer(frame: Frame): boolean {
    const place = seqDistance(frame.seq, this.#base);
    const request = place < 0 ? undefined : this.#outstanding[place];
    if (!request || request.answer) return false;
    request.answer = decode(frame.payload);
    this.#roundTrips++;
    // Answers come in order: those before this one were lost.
    this.#repeatAtOnce(this.#outstanding.slice(0, place));
    while (this.#outstanding[0]?.answer) {
      const { call, parts, answer } = this.#outstanding.shift()!;
      this.#base = seqAfter(this.#base);
      if (answer instanceof FrameError) call.fail('ANSWER_INVALID', 'the answer cannot be read', { cause: answer });
      else call.answer(parts, answer!);
    }
    this.#restartTimer();
    this.#fill();
    return true;
  }

  /** The board has all requests up to this one and is at work. */
  wait(seq: number): void {
    const received = seqDistance(seq, this.#base) + 1;
    for (const request of this.#outstanding.slice(0, Math.max(0, received))) request.tries = 1;
    if (received > 0) this.#restartTimer();
  }

  /** The board has missed the request of this number. */
  repeatFrom(seq: number): void {
    const place = seqDistance(seq, this.#base);
    if (place >= 0) this.#repeatAtOnce(this.#outstanding.slice(place));
  }

  /** Nothing is sent any more, and no timer is left. */
  end(): void {
    this.#ended = true;
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    this.#outstanding.length = 0;
  }

  #forget({ requests }: WaitingCall): void {
    this.#unsent -= requests.length;
    requests.length = 0;
  }

  #fill(): void {
    while (!this.#ended && this.#unsent > 0 && this.#outstanding.length < this.#options.size) {
      const waiting = this.#waiting.first!;
      const { call } = waiting;
      const next = call.open ? waiting.requests.pop() : undefined;
      if (!next) {
        this.#forget(waiting);
        this.#waiting.shift();
        continue;
      }
      this.#unsent--;
      const request: Outstanding = { call, ...next, tries: 0, sending: false };
      const seq = seqAfter(this.#base, this.#outstanding.length);
      sealFrame(request.frame, OPCODES.batch, seq, request.call === this.#lastCall ? FLAGS.continues : 0);
      this.#lastCall = request.call;
      request.call.markSent();
      this.#outstanding.push(request);
      void this.#send(request);
    }
    if (!this.#stopTimer) this.#restartTimer();
  }

  async #send(request: Outstanding): Promise<void> {
    request.tries++;
    if (request.tries > 1) this.#retries++;
    request.sending = true;
    await this.#options.sender.send(request.frame);
    request.sending = false;
  }

  /** Sends again what was sent once; for what was sent more often it takes the timer, or one loss would use up all tries. */
  #repeatAtOnce(requests: readonly Outstanding[]): void {
    for (const request of requests)
      if (!request.answer && !request.sending && request.tries === 1) void this.#send(request);
  }

  #restartTimer(): void {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    if (this.#ended || this.#outstanding.length === 0) return;
    this.#stopTimer = deadline(this.#options.clock, this.#options.retryAfter, () => this.#overdue());
  }

  #overdue(): void {
    const oldest = this.#outstanding[0]!;
    if (oldest.tries >= MAX_TRIES && !oldest.sending) {
      this.#options.onSilence();
      return;
    }
    for (const request of this.#outstanding) if (!request.answer && !request.sending) void this.#send(request);
    this.#restartTimer();
  }
}

function decode(payload: Uint8Array): Answer | FrameError {
  try {
    return readAnswer(payload);
  } catch (error) {
    if (error instanceof FrameError) return error;
    throw error;
  }
}
