import { OPCODES } from '../hxp/protocol.js';
import type { Fault } from './fault.js';

/** Frames of a session by what they are for, and where the host's end meets them: with `direction` and `opcode` of a rule. */
export const SESSION_FRAMES = Object.freeze({
  hello: { direction: 'out', opcode: OPCODES.hello },
  welcome: { direction: 'in', opcode: OPCODES.welcome },
  request: { direction: 'out', opcode: OPCODES.batch },
  answer: { direction: 'in', opcode: OPCODES.answer },
  events: { direction: 'in', opcode: OPCODES.events },
  credit: { direction: 'out', opcode: OPCODES.credit },
  bye: { direction: 'out', opcode: OPCODES.bye },
  byeAck: { direction: 'in', opcode: OPCODES.byeAck },
} as const);

/** What a frame is for. */
export type FrameKind = keyof typeof SESSION_FRAMES;

/** Once each, the protocol makes up for them. A dropped answer or credit is a lost acknowledgement. */
export const PASSING_FAULTS: readonly Fault[] = Object.freeze([
  { type: 'drop' },
  { type: 'flip' },
  { type: 'duplicate' },
  { type: 'split' },
  { type: 'merge' },
  { type: 'delay', ms: 300 },
  { type: 'delay', ms: 1500 },
  { type: 'truncate' },
]);

/** After these nothing comes through any more. */
export const FATAL_FAULTS: readonly Fault[] = Object.freeze([{ type: 'hang' }, { type: 'disconnect' }]);
