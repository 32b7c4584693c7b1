export {
  ANSWER_HEAD,
  type Answer,
  type AnswerFailure,
  MAX_FAILURE_TEXT,
  readAnswer,
  resultBound,
  writeAnswer,
} from './answer-codec.js';
export { BATCH_HEAD, MAX_OPERATIONS, readBatch, writeBatch } from './batch-codec.js';
export { ByteReader } from './byte-reader.js';
export { ByteWriter } from './byte-writer.js';
export { type Credit, type Refusal, readCredit, readRefusal, writeCredit, writeRefusal } from './control-codec.js';
export { crc32c } from './crc32c.js';
export { readEvents, writeEvent, writeEvents } from './event-codec.js';
export { decodeFrame, encodeFrame, type Frame, sealFrame } from './frame.js';
export { FrameError } from './frame-error.js';
export { FrameReader, type FrameReaderOptions } from './frame-reader.js';
export { FrameWriter } from './frame-writer.js';
export { type Hello, readHello, readWelcome, type Welcome, writeHello, writeWelcome } from './hello-codec.js';
export {
  MONITORED_SIGNALS,
  OPERATION_NAMES,
  type OperationName,
  operationSize,
  readOperation,
  writeOperation,
} from './operation-codec.js';
export {
  FLAGS,
  FRAME_OVERHEAD,
  HEADER_LENGTH,
  HXP_VERSION,
  MAX_FRAME,
  MAX_WINDOW,
  MIN_FRAME,
  OPCODES,
  type Opcode,
  seqAfter,
  seqDistance,
} from './protocol.js';
