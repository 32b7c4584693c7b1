import type { Operation } from '../bus/operation.js';
import { ByteReader } from './byte-reader.js';
import type { ByteWriter } from './byte-writer.js';
import { readOperation, writeOperation } from './operation-codec.js';

/** Bytes of a batch before its operations: how many there are. */
export const BATCH_HEAD = 2;
/** Most operations of one batch. */
export const MAX_OPERATIONS = 0xffff;

/** Payload of BATCH: operations to be run in order. */
export function writeBatch(to: ByteWriter, operations: readonly Operation[]): void {
  to.u16(operations.length, 'operations.length');
  for (const operation of operations) writeOperation(to, operation);
}

/** @throws FRAME_INVALID */
export function readBatch(payload: Uint8Array): readonly Operation[] {
  const from = new ByteReader(payload);
  const count = from.u16('count of operations');
  const operations: Operation[] = [];
  for (let i = 0; i < count; i++) operations.push(readOperation(from));
  from.end();
  return operations;
}
