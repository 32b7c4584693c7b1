import { crc32c } from './crc32c.js';
import { FrameError } from './frame-error.js';
import { FLAGS, FRAME_OVERHEAD, HEADER_LENGTH, HXP_VERSION, OPCODES, type Opcode } from './protocol.js';

/** One frame, taken apart. */
export interface Frame {
  readonly opcode: Opcode;
  /** Sequence number, 32 bits; what it counts depends on the opcode. */
  readonly seq: number;
  /** Of {@link FLAGS}. */
  readonly flags: number;
  /** A view into the bytes that were read, not a copy. */
  readonly payload: Uint8Array;
}

const MAGIC_0 = 0x48;
const MAGIC_1 = 0x58;
const LAST_OPCODE = Math.max(...Object.values(OPCODES));
const KNOWN_FLAGS = Object.values(FLAGS).reduce((all, flag) => all | flag, 0);

const NOTHING = new Uint8Array(0);

/** A new frame. */
export function encodeFrame(opcode: Opcode, seq: number, payload: Uint8Array = NOTHING, flags = 0): Uint8Array {
  const frame = new Uint8Array(FRAME_OVERHEAD + payload.length);
  frame.set(payload, HEADER_LENGTH);
  sealFrame(frame, opcode, seq, flags);
  return frame;
}

/** Makes a frame of bytes that have the payload at its place already: writes the header before and the sum behind it. */
export function sealFrame(frame: Uint8Array, opcode: Opcode, seq: number, flags = 0): void {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  frame[0] = MAGIC_0;
  frame[1] = MAGIC_1;
  frame[2] = HXP_VERSION;
  frame[3] = opcode;
  view.setUint32(4, seq, true);
  view.setUint32(8, frame.length - FRAME_OVERHEAD, true);
  view.setUint16(12, flags, true);
  view.setUint16(14, crc32c(frame, 0, 14) & 0xffff, true);
  view.setUint32(frame.length - 4, crc32c(frame, 0, frame.length - 4), true);
}

/**
 * Length of the frame whose header begins at `at`, or 0 if no header of a frame of at most `maxFrame` bytes does.
 * The header's own sum lets a reader trust the length before the rest has come. Needs {@link HEADER_LENGTH} bytes.
 */
export function frameLengthAt(bytes: Uint8Array, at: number, maxFrame: number): number {
  if (bytes[at] !== MAGIC_0 || bytes[at + 1] !== MAGIC_1 || bytes[at + 2] !== HXP_VERSION) return 0;
  if (bytes[at + 3] === 0 || bytes[at + 3]! > LAST_OPCODE) return 0;
  const length = uint32(bytes, at + 8) + FRAME_OVERHEAD;
  if (length > maxFrame || (uint16(bytes, at + 12) & ~KNOWN_FLAGS) !== 0) return 0;
  return uint16(bytes, at + 14) === (crc32c(bytes, at, at + 14) & 0xffff) ? length : 0;
}

/** Whether the sum of the frame in `bytes[at..at + length)` is right. */
export const isSound = (bytes: Uint8Array, at: number, length: number): boolean =>
  crc32c(bytes, at, at + length - 4) === uint32(bytes, at + length - 4);

/** The frame in `bytes[at..at + length)`, which has been checked. */
export const frameAt = (bytes: Uint8Array, at: number, length: number): Frame => ({
  opcode: bytes[at + 3] as Opcode,
  seq: uint32(bytes, at + 4),
  flags: uint16(bytes, at + 12),
  payload: bytes.subarray(at + HEADER_LENGTH, at + length - 4),
});

/**
 * The one frame that `bytes` are.
 * @throws FRAME_INVALID if they are not one whole, undamaged frame.
 */
export function decodeFrame(bytes: Uint8Array): Frame {
  const length = bytes.length < FRAME_OVERHEAD ? 0 : frameLengthAt(bytes, 0, Number.POSITIVE_INFINITY);
  if (length === 0) throw new FrameError('no header of a frame', 0);
  if (length !== bytes.length) throw new FrameError(`a frame of ${length} bytes in ${bytes.length}`, 8);
  if (!isSound(bytes, 0, length)) throw new FrameError('the sum is wrong', length - 4);
  return frameAt(bytes, 0, length);
}

const uint16 = (b: Uint8Array, at: number): number => b[at]! | (b[at + 1]! << 8);

const uint32 = (b: Uint8Array, at: number): number => (uint16(b, at) | (uint16(b, at + 2) << 16)) >>> 0;
