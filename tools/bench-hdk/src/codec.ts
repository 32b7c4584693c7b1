import {
  ByteWriter,
  encodeFrame,
  FRAME_OVERHEAD,
  FrameReader,
  MAX_FRAME,
  OPCODES,
  readBatch,
  sealFrame,
  writeBatch,
} from '@xylopipe/hdk-transport/hxp';

/** Megabytes of frames a second, in one thread. */
export interface CodecSpeed {
  /** From operations to sealed frames. */
  readonly encode: number;
  /** From pieces of a stream to operations. */
  readonly decode: number;
}

const ROUNDS = 7;
/** Frames of a round: some 26 MB. */
const FRAMES = 400;
/** Bytes of the pieces in which a stream arrives. */
const PIECE = 65_536;

/** Encodes and decodes the longest frames of memory writes: of several rounds the median. */
export function measureCodec(): CodecSpeed {
  const words = Uint16Array.from({ length: 32_000 }, (_, i) => 256 + i);
  const batch = [{ op: 'writeMemory', address: 0x100, words }] as const;
  const to = new ByteWriter(MAX_FRAME);
  const frame = new Uint8Array(MAX_FRAME);
  let length = 0;
  const encode = (seq: number): void => {
    to.rewind();
    writeBatch(to, batch);
    length = to.length + FRAME_OVERHEAD;
    const whole = frame.subarray(0, length);
    whole.set(to.bytes.subarray(0, to.length), 16);
    sealFrame(whole, OPCODES.batch, seq, 0);
  };
  encode(0);
  const one = encodeFrame(OPCODES.batch, 1, frame.subarray(16, length - 4));
  const stream = new Uint8Array(one.length * FRAMES);
  for (let i = 0; i < FRAMES; i++) stream.set(one, i * one.length);
  let decoded = 0;
  const reader = new FrameReader({
    maxFrame: MAX_FRAME,
    onFrame: ({ payload }) => {
      decoded += readBatch(payload).length;
    },
  });
  const bytes = stream.length;
  const speed = {
    encode: megabytesPerSecond(bytes, () => {
      for (let i = 0; i < FRAMES; i++) encode(i);
    }),
    decode: megabytesPerSecond(bytes, () => {
      for (let at = 0; at < bytes; at += PIECE) reader.push(stream.subarray(at, at + PIECE));
    }),
  };
  if (decoded !== FRAMES * (ROUNDS + 1)) throw new Error(`${decoded} operations were decoded`);
  return speed;
}

function megabytesPerSecond(bytes: number, work: () => void): number {
  const speeds: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const begun = performance.now();
    work();
    if (round > 0) speeds.push(bytes / 1000 / (performance.now() - begun));
  }
  return speeds.sort((a, b) => a - b)[ROUNDS >> 1]!;
}
