import type { Operation } from '../bus/operation.js';
import { type Answer, writeAnswer } from '../hxp/answer-codec.js';
import { readBatch } from '../hxp/batch-codec.js';
import type { Frame } from '../hxp/frame.js';
import { FrameError } from '../hxp/frame-error.js';
import type { FrameSender } from '../hxp/frame-sender.js';
import { FrameWriter } from '../hxp/frame-writer.js';
import { FLAGS, OPCODES, seqAfter, seqDistance } from '../hxp/protocol.js';
import { failureOf } from './execute-batch.js';

/** What a {@link RequestQueue} needs to know. */
export interface RequestQueueOptions {
  readonly sender: FrameSender;
  readonly maxFrame: number;
  /** Sequence number of the first request. */
  readonly firstSeq: number;
  /** Requests that may be unanswered, and answers that are remembered. */
  readonly size: number;
  readonly execute: (operations: readonly Operation[]) => Promise<Answer>;
  /** Called when an answer is about to go. */
  readonly beforeAnswer: () => void;
}

interface Request {
  readonly seq: number;
  readonly continues: boolean;
  /** Or why there are none. */
  readonly operations: readonly Operation[] | FrameError;
}

interface SentAnswer {
  readonly bytes: Uint8Array;
  /** Until the link has taken it. */
  sending?: Promise<unknown> | undefined;
}

/** Runs each request once, in order, and remembers the last answers for a host that asks again. */
export class RequestQueue {
  readonly #options: RequestQueueOptions;
  readonly #writer: FrameWriter;
  readonly #waiting: Request[] = [];
  /** The last answers; the newest is the last. */
  readonly #answers: SentAnswer[] = [];
  /** Sequence number of the next request to come. */
  #expected: number;
  #asked: number | undefined;
  #working = false;
  #failed = false;
  #ended = false;
  #replays = 0;

  constructor(options: RequestQueueOptions) {
    this.#options = options;
    this.#writer = new FrameWriter(options.maxFrame);
    this.#expected = options.firstSeq;
  }

  /** Requests that came again. */
  get replays(): number {
    return this.#replays;
  }

  /** Takes a BATCH. False if it is of no use: older than the answers remembered, or beyond the window. */
  receive(frame: Frame): boolean {
    const ahead = seqDistance(frame.seq, this.#expected);
    if (ahead > 0) this.#askAgain();
    if (ahead !== 0) return ahead < 0 && this.#repeat(ahead);
    if (this.#waiting.length >= this.#options.size) return false;
    this.#expected = seqAfter(this.#expected);
    this.#waiting.push({
      seq: frame.seq,
      continues: (frame.flags & FLAGS.continues) !== 0,
      operations: decode(frame.payload),
    });
    if (!this.#working) void this.#work();
    return true;
  }

  /** Nothing is begun or answered any more. */
  end(): void {
    this.#ended = true;
  }

  /** A request before this one was lost. Said once: if that is lost too, the host's timer helps. */
  #askAgain(): void {
    if (this.#asked === this.#expected) return;
    this.#asked = this.#expected;
    this.#options.sender.control(OPCODES.resend, this.#expected);
  }

  /** The request `-ahead` before the next has come again. */
  #repeat(ahead: number): boolean {
    this.#replays++;
    if (-ahead <= this.#waiting.length) {
      this.#options.sender.control(OPCODES.wait, seqAfter(this.#expected, -1));
      return true;
    }
    const answer = this.#answers.at(ahead + this.#waiting.length);
    if (answer) this.#send(answer);
    return answer !== undefined;
  }

  async #work(): Promise<void> {
    this.#working = true;
    while (this.#waiting.length > 0) {
      const request = this.#waiting[0]!;
      // For a host that reads nothing, no more answers are made than are remembered.
      if (this.#answers.length === this.#options.size) await this.#answers[0]!.sending;
      if (this.#ended) return;
      const answer = await this.#answerTo(request);
      if (this.#ended) return;
      this.#waiting.shift();
      this.#failed = answer.status !== 'ok';
      this.#options.beforeAnswer();
      this.#remember(this.#writer.frame(OPCODES.answer, request.seq, (to) => writeAnswer(to, answer)).slice());
    }
    this.#working = false;
  }

  async #answerTo({ continues, operations }: Request): Promise<Answer> {
    if (continues && this.#failed) return { done: 0, status: 'skipped', results: [] };
    if (operations instanceof FrameError)
      return { done: 0, status: 'failed', failure: failureOf(operations), results: [] };
    return this.#options.execute(operations);
  }

  #remember(bytes: Uint8Array): void {
    const answer: SentAnswer = { bytes };
    this.#answers.push(answer);
    if (this.#answers.length > this.#options.size) this.#answers.shift();
    this.#send(answer);
  }

  #send(answer: SentAnswer): void {
    answer.sending ??= this.#options.sender.send(answer.bytes).then(() => {
      answer.sending = undefined;
    });
  }
}

function decode(payload: Uint8Array): readonly Operation[] | FrameError {
  try {
    return readBatch(payload);
  } catch (error) {
    if (error instanceof FrameError) return error;
    throw error;
  }
}
