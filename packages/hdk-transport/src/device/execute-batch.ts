import { isXylopipeError, XylopipeError } from '@xylopipe/core';
import type { Operation, Words } from '../bus/operation.js';
import { ANSWER_HEAD, type Answer, type AnswerFailure, MAX_FAILURE_TEXT, resultBound } from '../hxp/answer-codec.js';
import { FRAME_OVERHEAD } from '../hxp/protocol.js';
import type { BusHandler } from './bus-handler.js';

/**
 * Runs operations in order up to the first that fails, as long as they are `wanted`. Never rejects: that is in the answer.
 */
export async function executeBatch(
  handler: BusHandler,
  operations: readonly Operation[],
  maxFrame: number,
  wanted: () => boolean,
): Promise<Answer> {
  const results: (number | Words)[] = [];
  let done = 0;
  try {
    const longest = operations.reduce((sum, one) => sum + resultBound(one), FRAME_OVERHEAD + ANSWER_HEAD);
    if (longest > maxFrame)
      throw new XylopipeError('ANSWER_TOO_LONG', `what is to be read can take ${longest} bytes, a frame ${maxFrame}`);
    for (const operation of operations) {
      if (!wanted()) throw new XylopipeError('OPERATION_STOPPED', 'the host has left');
      if (handler.operations && !handler.operations.includes(operation.op))
        throw new XylopipeError('OPERATION_UNSUPPORTED', `this board has no ${operation.op}`);
      const outcome = handler.execute(operation);
      const result = outcome instanceof Promise ? await outcome : outcome;
      if (operation.op === 'readRegister') results.push(checkWord(result));
      else if (operation.op === 'readMemory') results.push(checkWords(result, operation.count));
      done++;
    }
    return { done, status: 'ok', results };
  } catch (error) {
    return { done, status: 'failed', failure: failureOf(error), results };
  }
}

function checkWord(result: unknown): number {
  if (typeof result === 'number' && result >>> 0 === result) return result;
  throw new XylopipeError('RESULT_INVALID', `readRegister brought back ${result}`);
}

function checkWords(result: unknown, count: number): Words {
  const words = result instanceof Uint8Array || result instanceof Uint16Array || result instanceof Uint32Array;
  if (words && result.length === count) return result;
  throw new XylopipeError(
    'RESULT_INVALID',
    `readMemory of ${count} words brought back ${words ? result.length : result}`,
  );
}

/** What an error says to the other end. */
export function failureOf(error: unknown): AnswerFailure {
  const code = isXylopipeError(error) ? error.code : 'HANDLER_FAILED';
  const message = error instanceof Error ? error.message : String(error);
  return { code: fit(code, MAX_FAILURE_TEXT.code), message: fit(message, MAX_FAILURE_TEXT.message) };
}

/** Text of at most so many bytes of UTF-8; three dots show where it was longer. */
function fit(text: string, bytes: number): string {
  const sound = text.replace(/\p{Surrogate}/gu, '\ufffd');
  const encoder = new TextEncoder();
  if (encoder.encode(sound).length <= bytes) return sound;
  const { read } = encoder.encodeInto(sound, new Uint8Array(bytes - 3));
  return `${sound.slice(0, read)}...`;
}
