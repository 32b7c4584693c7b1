import { OPCODES } from '@xylopipe/hdk-transport/hxp';
import type { Fault, FaultRule } from '@xylopipe/hdk-transport/loopback';
import type { FrameKind, Operation } from '../operations.js';
import type { Expected, FaultCase } from './fault-case.js';

/** Where frames are met, as the host's end sees them. */
const FRAMES: Readonly<Record<FrameKind, Pick<FaultRule, 'direction'> & { readonly opcode: number }>> = {
  hello: { direction: 'out', opcode: OPCODES.hello },
  welcome: { direction: 'in', opcode: OPCODES.welcome },
  request: { direction: 'out', opcode: OPCODES.batch },
  answer: { direction: 'in', opcode: OPCODES.answer },
  events: { direction: 'in', opcode: OPCODES.events },
  credit: { direction: 'out', opcode: OPCODES.credit },
  bye: { direction: 'out', opcode: OPCODES.bye },
  byeAck: { direction: 'in', opcode: OPCODES.byeAck },
};

/** Once each, the protocol makes up for them. A dropped answer or credit is a lost acknowledgement. */
const PASSING: readonly Fault[] = [
  { type: 'drop' },
  { type: 'flip' },
  { type: 'duplicate' },
  { type: 'split' },
  { type: 'merge' },
  { type: 'delay', ms: 300 },
  { type: 'delay', ms: 1500 },
  { type: 'truncate' },
];

/** After these nothing comes through any more. */
const FATAL: readonly Fault[] = [{ type: 'hang' }, { type: 'disconnect' }];

/** Bytes of a direction at which a link breaks: in the header of the first frame, behind it, in its end. */
const BYTES = [0, 7, 19];

/** Every passing fault on every kind of frame, some that come again and again, and every fatal one. */
export const linkFaultsFor = (operation: Operation): readonly FaultCase[] => [
  ...operation.frames.flatMap((frame) => PASSING.map((fault) => linkFault(frame, fault, 'success'))),
  ...PASSING.slice(0, 4).map((fault) => repeatedFault(fault)),
  ...operation.frames.flatMap((frame) => FATAL.map((fault) => linkFault(frame, fault, afterFatal(operation, frame)))),
  ...BYTES.flatMap((byte) => (['out', 'in'] as const).map((direction) => breakAt(direction, byte, operation))),
];

function linkFault(frame: FrameKind, fault: Fault, expected: Expected): FaultCase {
  const { direction, opcode } = FRAMES[frame];
  const rules = [{ direction, at: { opcode }, fault }];
  return { row: nameOf(fault), detail: frame, strike: ({ failLink }) => failLink(rules), expected, boardStays: true };
}

/** One frame in ten is hit, either way. */
function repeatedFault(fault: Fault): FaultCase {
  const kinds = [FRAMES.request, FRAMES.answer, FRAMES.events, FRAMES.credit];
  const rules = kinds.map(({ direction, opcode }) => ({ direction, at: { opcode, chance: 0.1 }, fault }));
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
