import {
  FATAL_FAULTS,
  type Fault,
  type FrameKind,
  PASSING_FAULTS,
  SESSION_FRAMES,
} from '@xylopipe/hdk-transport/loopback';
import type { Operation } from '../operations.js';
import type { Expected, FaultCase } from './fault-case.js';

/** Bytes of a direction at which a link breaks: in the header of the first frame, behind it, in its end. */
const BYTES = [0, 7, 19];

/** Every passing fault on every kind of frame, some that come again and again, and every fatal one. */
export const linkFaultsFor = (operation: Operation): readonly FaultCase[] => [
  ...operation.frames.flatMap((frame) => PASSING_FAULTS.map((fault) => linkFault(frame, fault, 'success'))),
  ...PASSING_FAULTS.slice(0, 4).map((fault) => repeatedFault(fault)),
  ...operation.frames.flatMap((frame) =>
    FATAL_FAULTS.map((fault) => linkFault(frame, fault, afterFatal(operation, frame))),
  ),
  ...BYTES.flatMap((byte) => (['out', 'in'] as const).map((direction) => breakAt(direction, byte, operation))),
];

function linkFault(frame: FrameKind, fault: Fault, expected: Expected): FaultCase {
  const { direction, opcode } = SESSION_FRAMES[frame];
  const rules = [{ direction, at: { opcode }, fault }];
  return { row: nameOf(fault), detail: frame, strike: ({ failLink }) => failLink(rules), expected, boardStays: true };
}

/** One frame in ten is hit, either way. */
function repeatedFault(fault: Fault): FaultCase {
  const { request, answer, events, credit } = SESSION_FRAMES;
  const rules = [request, answer, events, credit].map(({ direction, opcode }) => ({
    direction,
    at: { opcode, chance: 0.1 },
    fault,
  }));
  return {
    row: `${nameOf(fault)}, one in ten`,
    detail: 'both ways',
    strike: ({ failLink }) => failLink(rules),
    expected: 'success',
    boardStays: true,
    mayMiss: true,
  };
}

function breakAt(direction: 'out' | 'in', byte: number, operation: Operation): FaultCase {
  const rules = [{ direction, at: { byte }, fault: { type: 'disconnect' } }] as const;
  return {
    row: 'disconnect at byte n',
    detail: `${direction}, byte ${byte}`,
    strike: ({ failLink }) => failLink(rules),
    expected: afterFatal(operation, operation.frames[0]!),
    boardStays: true,
  };
}

const nameOf = (fault: Fault): string => (fault.type === 'delay' ? `delay ${fault.ms} ms` : fault.type);

/** Whoever wants to leave has left, however. */
function afterFatal({ name }: Operation, frame: FrameKind): Expected {
  if (name === 'close' || frame === 'bye' || frame === 'byeAck') return 'success';
  return name === 'connect' ? ['NO_HXP', 'BUS_LOST'] : ['BUS_LOST'];
}
