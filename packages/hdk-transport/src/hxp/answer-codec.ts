import type { Operation, Words } from '../bus/operation.js';
import { ByteReader } from './byte-reader.js';
import type { ByteWriter } from './byte-writer.js';
import { readWords, WORDS_HEAD, writeWords } from './words-codec.js';

/** What came of a batch. */
export interface Answer {
  /** Operations that were done; those behind were not run. */
  readonly done: number;
  /** `ok`: all. `failed`: the one behind the done ones failed. `skipped`: the batch before, which it continues, did. */
  readonly status: 'ok' | 'failed' | 'skipped';
  /** Why it failed; there where `status` is `failed`. */
  readonly failure?: AnswerFailure | undefined;
  /** What the reads among the done operations brought back, in their order. */
  readonly results: readonly (number | Words)[];
}

/** Why an operation failed on the board. */
export interface AnswerFailure {
  /** `UPPER_SNAKE`. */
  readonly code: string;
  readonly message: string;
}

const STATUSES = ['ok', 'failed', 'skipped'] as const;

/** Longest code and longest message of a failure, in bytes of UTF-8. */
export const MAX_FAILURE_TEXT = { code: 64, message: 512 } as const;

/** Bytes of an answer besides results, where it has the longest failure. */
export const ANSWER_HEAD = 2 + 1 + 2 + MAX_FAILURE_TEXT.code + 2 + MAX_FAILURE_TEXT.message + 2;

/** Most bytes that what an operation brings back can have in an answer. */
export function resultBound(operation: Operation): number {
  if (operation.op === 'readRegister') return 5;
  return operation.op === 'readMemory' ? 1 + WORDS_HEAD + 4 * operation.count : 0;
}

/** Payload of ANSWER. */
export function writeAnswer(to: ByteWriter, answer: Answer): void {
  to.u16(answer.done, 'done');
  to.oneOf(STATUSES, answer.status, 'status');
  if (answer.status === 'failed') {
    to.text(answer.failure?.code ?? 'FAILED', 'code');
    to.text(answer.failure?.message ?? '', 'message');
  }
  to.u16(answer.results.length, 'results.length');
  for (const result of answer.results) {
    to.u8(typeof result === 'number' ? 0 : 1, 'result');
    if (typeof result === 'number') to.u32(result, 'value');
    else writeWords(to, result, 'words');
  }
}

/** @throws FRAME_INVALID */
export function readAnswer(payload: Uint8Array): Answer {
  const from = new ByteReader(payload);
  const done = from.u16('done');
  const status = from.oneOf(STATUSES, 'status');
  const failure = status === 'failed' ? { code: from.text('code'), message: from.text('message') } : undefined;
  const count = from.u16('count of results');
  const results: (number | Words)[] = [];
  for (let i = 0; i < count; i++)
    results.push(from.oneOf([false, true], 'kind of result') ? readWords(from, 'words') : from.u32('value'));
  from.end();
  return failure ? { done, status, failure, results } : { done, status, results };
}
