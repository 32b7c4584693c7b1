import type { Operation } from '../bus/operation.js';
import { ANSWER_HEAD, resultBound } from '../hxp/answer-codec.js';
import { BATCH_HEAD, MAX_OPERATIONS } from '../hxp/batch-codec.js';
import { operationSize } from '../hxp/operation-codec.js';
import { FRAME_OVERHEAD } from '../hxp/protocol.js';
import { SPIKE_SIZE } from '../hxp/spikes-codec.js';
import { wordWidth } from '../hxp/words-codec.js';
import { MAX_WORDS } from './check-extents.js';

/** An operation of a request: one of a call, or a part of one that is too long for the rest of a frame. */
export interface RequestPart {
  readonly operation: Operation;
  /** Which operation of the call. */
  readonly index: number;
  /** Words or spikes of the operation that come before those of the part. */
  readonly from: number;
  /** Whether the operation ends with it. */
  readonly last: boolean;
}

/** Cuts operations into as few requests as frames of `maxFrame` bytes, and the answers' frames, hold. */
export function cutOperations(operations: readonly Operation[], maxFrame: number): RequestPart[][] {
  const requestRoom = maxFrame - FRAME_OVERHEAD - BATCH_HEAD;
  const answerRoom = maxFrame - FRAME_OVERHEAD - ANSWER_HEAD;
  const requests: RequestPart[][] = [];
  let parts: RequestPart[] = [];
  let room = requestRoom;
  let answerLeft = answerRoom;
  operations.forEach((whole, index) => {
    let rest: Operation | undefined = whole;
    let from = 0;
    while (rest) {
      const [head, tail]: Cut = parts.length < MAX_OPERATIONS ? cut(rest, room, answerLeft) : [undefined, rest];
      if (head) {
        parts.push({ operation: head, index, from, last: tail === undefined });
        from += lengthOf(head);
        room -= operationSize(head);
        answerLeft -= resultBound(head);
      }
      if (tail) {
        requests.push(parts);
        parts = [];
        room = requestRoom;
        answerLeft = answerRoom;
      }
      rest = tail;
    }
  });
  if (parts.length > 0) requests.push(parts);
  return requests;
}

type Cut = readonly [head: Operation | undefined, tail: Operation | undefined];

/** Words or spikes of an operation; 0 where it has none. */
function lengthOf(operation: Operation): number {
  switch (operation.op) {
    case 'writeMemory':
      return operation.words.length;
    case 'readMemory':
      return operation.count;
    case 'sendSpikes':
      return operation.spikes.timesteps.length;
    default:
      return 0;
  }
}

/** What of an operation fits into so many bytes of request and answer, and what is left. */
function cut(operation: Operation, room: number, answerRoom: number): Cut {
  // How wide long words are is looked at piece by piece: the rest of them each time would take long.
  const long = operation.op === 'writeMemory' && operation.words.length > room;
  const fits = !long && operationSize(operation) <= room && resultBound(operation) <= answerRoom;
  // A count that cannot be is the encoder's to refuse.
  if (fits || (operation.op === 'readMemory' && !(operation.count >= 0 && operation.count <= MAX_WORDS)))
    return [operation, undefined];
  switch (operation.op) {
    case 'writeMemory': {
      const { address, words } = operation;
      const wordRoom = room - operationSize({ ...operation, words: words.subarray(0, 0) });
      const count = Math.floor(wordRoom / wordWidth(words.subarray(0, Math.max(0, wordRoom))));
      if (count < 1) return [undefined, operation];
      return [
        { ...operation, words: words.subarray(0, count) },
        { ...operation, address: address + count, words: words.subarray(count) },
      ];
    }
    case 'readMemory': {
      const { address, count } = operation;
      const most = Math.floor((answerRoom - resultBound({ ...operation, count: 0 })) / 4);
      if (most < 1 || room < operationSize(operation)) return [undefined, operation];
      return [
        { ...operation, count: most },
        { ...operation, address: address + most, count: count - most },
      ];
    }
    case 'sendSpikes': {
      const { timesteps, channels, counts } = operation.spikes;
      const count = Math.floor((room - operationSize(operation)) / SPIKE_SIZE) + timesteps.length;
      if (count < 1) return [undefined, operation];
      const part = (from: number, to?: number): Operation => ({
        op: 'sendSpikes',
        spikes: {
          timesteps: timesteps.subarray(from, to),
          channels: channels.subarray(from, to),
          counts: counts.subarray(from, to),
        },
      });
      return [part(0, count), part(count)];
    }
    default:
      return [undefined, operation];
  }
}
