import { XylopipeError } from '@xylopipe/core';
import { BusError, type BusOutcome } from '../bus/bus-error.js';
import type { OperationResult, Words } from '../bus/operation.js';
import type { Answer } from '../hxp/answer-codec.js';
import type { RequestPart } from './cut-operations.js';

/** A call of `run`, while its requests are on their way. */
export class Call {
  /** What it brings back. */
  readonly settled: Promise<OperationResult[]>;
  readonly #results: (OperationResult | Words[])[];
  #resolve!: (results: OperationResult[]) => void;
  #reject!: (error: BusError) => void;
  #unanswered: number;
  #done = 0;
  /** The operation behind the done ones, if parts of it were done. */
  #begun: number | undefined;
  #sent = false;
  #open = true;

  constructor(operations: number, requests: number) {
    this.#results = new Array(operations).fill(undefined);
    this.#unanswered = requests;
    this.settled = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    if (requests === 0) this.#finish();
  }

  /** Whether somebody waits for it. */
  get open(): boolean {
    return this.#open;
  }

  /** One of its requests goes to the board. */
  markSent(): void {
    this.#sent = true;
  }

  /** Takes the answer to one of its requests, in their order. */
  answer(parts: readonly RequestPart[], answer: Answer): void {
    if (!this.#open) return;
    const expected = answer.status === 'ok' ? answer.done === parts.length : answer.done < parts.length;
    if (!expected || answer.status === 'skipped' || !this.#takeResults(parts.slice(0, answer.done), answer.results)) {
      this.fail('ANSWER_INVALID', 'the board has answered something that was not asked');
      return;
    }
    if (answer.status === 'failed') {
      const part = parts[answer.done]!;
      const { code = 'FAILED', message = '' } = answer.failure ?? {};
      this.fail('OPERATION_FAILED', `${nameOf(part)}: ${message}`, {
        // The parts before the one that failed have had their effect.
        outcome: this.#begun === part.index ? 'unknown' : 'done',
        cause: new XylopipeError(code, message, { who: 'board' }),
      });
    } else if (--this.#unanswered === 0) this.#finish();
  }

  /** Rejects it, if it has not settled. */
  fail(code: string, message: string, options: { outcome?: BusOutcome; cause?: unknown } = {}): void {
    if (!this.#open) return;
    this.#open = false;
    const outcome = this.#sent ? 'unknown' : 'not-sent';
    this.#reject(new BusError(code, message, { who: 'bus', outcome, done: this.#done, ...options }));
  }

  /** Keeps what the reads among the parts have brought. False if it is not that. */
  #takeResults(parts: readonly RequestPart[], results: readonly (number | Words)[]): boolean {
    let taken = 0;
    for (const { operation, index, last } of parts) {
      if (operation.op === 'readRegister') {
        const value = results[taken++];
        if (typeof value !== 'number') return false;
        this.#results[index] = value;
      } else if (operation.op === 'readMemory') {
        const words = results[taken++];
        if (typeof words !== 'object' || words.length !== operation.count) return false;
        const before = this.#results[index];
        this.#results[index] = Array.isArray(before) ? [...before, words] : [words];
      }
      if (last) this.#done = index + 1;
      this.#begun = last ? undefined : index;
    }
    return taken === results.length;
  }

  #finish(): void {
    this.#open = false;
    this.#resolve(this.#results.map((result) => (Array.isArray(result) ? joinWords(result) : result)));
  }
}

/** What the caller calls an operation; of a part, what the board counts from there. */
function nameOf({ operation: { op }, index, from }: RequestPart): string {
  const counted = op === 'sendSpikes' ? 'spike' : 'word';
  return `operations[${index}] (${from === 0 ? op : `${op}, from its ${counted} ${from} on`})`;
}

/** Words of parts in one array, of the widest type among them. */
function joinWords(parts: readonly Words[]): Words {
  if (parts.length === 1) return parts[0]!;
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const width = Math.max(...parts.map((part) => part.BYTES_PER_ELEMENT));
  const words = width === 4 ? new Uint32Array(length) : width === 2 ? new Uint16Array(length) : new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    words.set(part, at);
    at += part.length;
  }
  return words;
}
