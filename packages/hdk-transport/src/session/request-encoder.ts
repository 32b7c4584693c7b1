import { type Issue, isXylopipeError } from '@xylopipe/core';
import { BusError } from '../bus/bus-error.js';
import type { Operation } from '../bus/operation.js';
import type { ByteWriter } from '../hxp/byte-writer.js';
import { FrameWriter } from '../hxp/frame-writer.js';
import { type OperationName, writeOperation } from '../hxp/operation-codec.js';
import { OPCODES } from '../hxp/protocol.js';
import { checkExtents } from './check-extents.js';
import { cutOperations, type RequestPart } from './cut-operations.js';

/** A request before it has a sequence number. */
export interface RequestDraft {
  readonly parts: readonly RequestPart[];
  /** A frame that has its payload; header and sum are to be written. */
  readonly frame: Uint8Array;
}

/** Makes requests of operations. */
export class RequestEncoder {
  readonly #maxFrame: number;
  readonly #writer: FrameWriter;
  readonly #supported: ReadonlySet<OperationName>;

  constructor(maxFrame: number, supported: readonly OperationName[]) {
    this.#maxFrame = maxFrame;
    this.#writer = new FrameWriter(maxFrame);
    this.#supported = new Set(supported);
  }

  /** @throws OPERATION_INVALID with every value that does not fit and every operation that the board does not have */
  encode(operations: readonly Operation[]): RequestDraft[] {
    const unsupported = operations.flatMap(({ op }, index) => (this.#supported.has(op) ? [] : [notThere(op, index)]));
    if (unsupported.length > 0) refuse(unsupported);
    const issues = checkExtents(operations);
    const drafts = cutOperations(operations, this.#maxFrame).map((parts) => ({
      parts,
      frame: this.#writer.frame(OPCODES.batch, 0, (to) => writeParts(to, parts, issues)).slice(),
    }));
    if (issues.length > 0) refuse(issues);
    return drafts;
  }
}

function writeParts(to: ByteWriter, parts: readonly RequestPart[], issues: Issue[]): void {
  const known = new Set(issues.map(({ at }) => at[1]));
  to.u16(parts.length, 'operations.length');
  for (const { operation, index } of parts) {
    if (known.has(index)) continue;
    try {
      writeOperation(to, operation);
    } catch (error) {
      if (!isXylopipeError(error) || error.code !== 'VALUE_RANGE') throw error;
      const [, ...path] = (error.who ?? '').split('.');
      issues.push({ code: error.code, severity: 'error', at: ['operations', index, ...path], message: error.message });
    }
  }
}

const notThere = (op: string, index: number): Issue => ({
  code: 'OPERATION_UNSUPPORTED',
  severity: 'error',
  at: ['operations', index],
  message: `the board has no ${op}`,
});

function refuse(issues: readonly Issue[]): never {
  throw new BusError('OPERATION_INVALID', 'these operations cannot be sent', { who: 'bus', issues });
}
