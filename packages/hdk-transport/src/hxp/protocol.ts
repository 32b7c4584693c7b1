/** The version of the protocol that is spoken here. A frame's header carries it, and HELLO agrees on it. */
export const HXP_VERSION = 1;

/** What a frame is for. `docs/hxp.md` says what each holds and who sends it. */
export const OPCODES = {
  hello: 1,
  welcome: 2,
  batch: 3,
  answer: 4,
  wait: 5,
  resend: 6,
  events: 7,
  credit: 8,
  ping: 9,
  pong: 10,
  bye: 11,
  byeAck: 12,
  error: 13,
} as const;

/** A frame's opcode. */
export type Opcode = (typeof OPCODES)[keyof typeof OPCODES];

/** Flags of a frame. Bits without a name are 0. */
export const FLAGS = {
  /** Of a batch: it goes on with the call of the batch before, and is skipped if that one failed or was skipped. */
  continues: 1,
} as const;

/** Bytes of a frame before its payload. */
export const HEADER_LENGTH = 16;
/** Bytes of a frame that are not payload: header and sum. */
export const FRAME_OVERHEAD = HEADER_LENGTH + 4;
/** Longest frame in bytes. Each end may take less. */
export const MAX_FRAME = 65536;
/** Longest frame that every end must take, so that a HELLO always fits. */
export const MIN_FRAME = 2048;
/** Most requests that may be unanswered, whatever a board offers. */
export const MAX_WINDOW = 8;

/** How many steps `later` is ahead of `earlier`, as sequence numbers go: they wrap after 2^32 - 1. Negative if behind. */
export const seqDistance = (later: number, earlier: number): number => (later - earlier) | 0;

/** The sequence number `steps` after `seq`. */
export const seqAfter = (seq: number, steps = 1): number => (seq + steps) >>> 0;
