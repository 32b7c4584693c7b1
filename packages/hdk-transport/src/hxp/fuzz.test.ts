import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answer, event, operation, welcome } from '../../test/arbitraries.js';
import { readAnswer, writeAnswer } from './answer-codec.js';
import { readBatch, writeBatch } from './batch-codec.js';
import { ByteWriter } from './byte-writer.js';
import { readCredit, readRefusal } from './control-codec.js';
import { readEvents, writeEvents } from './event-codec.js';
import { encodeFrame } from './frame.js';
import { FrameError } from './frame-error.js';
import { FrameReader } from './frame-reader.js';
import { readHello, readWelcome, writeWelcome } from './hello-codec.js';
import type { OPCODES } from './protocol.js';

const DECODERS = [readBatch, readAnswer, readEvents, readHello, readWelcome, readCredit, readRefusal];

/** Decodes with everything; anything but a value or a FRAME_INVALID within the bytes fails. */
function decodeAll(bytes: Uint8Array): number {
  let refused = 0;
  for (const decode of DECODERS) {
    try {
      decode(bytes);
    } catch (error) {
      if (!(error instanceof FrameError) || error.offset < 0 || error.offset > bytes.length) throw error;
      refused++;
    }
  }
  return refused;
}

const to = new ByteWriter(65536);
const bytesOf = (write: (to: ByteWriter) => void): Uint8Array => {
  to.rewind();
  write(to);
  return to.bytes.slice(0, to.length);
};

/** Valid payloads of every kind. */
const payload = fc.oneof(
  fc.array(operation, { maxLength: 5 }).map((all) => bytesOf((w) => writeBatch(w, all))),
  answer.map((one) => bytesOf((w) => writeAnswer(w, one))),
  fc.array(event, { maxLength: 5 }).map((all) => bytesOf((w) => writeEvents(w, all))),
  welcome.map((one) => bytesOf((w) => writeWelcome(w, one))),
);

const change = fc.tuple(fc.constantFrom('flip', 'set', 'cut', 'insert'), fc.nat(), fc.nat(255));

function mutate(bytes: Uint8Array, changes: readonly [string, number, number][]): Uint8Array {
  let out = [...bytes];
  for (const [kind, where, value] of changes) {
    const at = out.length === 0 ? 0 : where % out.length;
    if (kind === 'flip' && out.length > 0) out[at]! ^= 1 << (value & 7);
    else if (kind === 'set' && out.length > 0) out[at] = value;
    else if (kind === 'cut') out = out.slice(0, at);
    else out.splice(at, 0, value);
  }
  return Uint8Array.from(out);
}

describe('decoders, whatever comes', () => {
  it('give a value or FRAME_INVALID for random bytes', () => {
    let refused = 0;
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        refused += decodeAll(bytes);
      }),
      { numRuns: 10_000 },
    );
    expect(refused).toBeGreaterThan(10_000);
  }, 60_000);

  it('give a value or FRAME_INVALID for changed valid payloads', () => {
    let refused = 0;
    fc.assert(
      fc.property(payload, fc.array(change, { minLength: 1, maxLength: 4 }), (bytes, changes) => {
        refused += decodeAll(mutate(bytes, changes));
      }),
      { numRuns: 5_000 },
    );
    expect(refused).toBeGreaterThan(5_000);
  }, 60_000);
});

describe('FrameReader, whatever comes', () => {
  it('takes 100 000 frames, random, changed and sound, and gives all sound ones', () => {
    // A generator of our own: fast-check would take minutes for as many.
    let state = 0x9e3779b9;
    const random = (below: number) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    let expected: number | undefined;
    let got = 0;
    const reader = new FrameReader({
      maxFrame: 512,
      onFrame: (frame) => {
        decodeAll(frame.payload);
        if (frame.seq === expected) got++;
        expected = undefined;
      },
    });
    let sound = 0;
    for (let i = 0; i < 100_000; i++) {
      const body = Uint8Array.from({ length: random(24) }, () => random(256));
      const opcode = (1 + random(13)) as (typeof OPCODES)['ping'];
      let bytes = encodeFrame(opcode, i, body);
      const kind = random(3);
      if (kind === 0) {
        sound++;
        expected = i;
      } else if (kind === 1) bytes = body;
      else bytes[random(bytes.length)]! ^= 1 << random(8);
      const cut = random(bytes.length + 1);
      reader.push(bytes.subarray(0, cut));
      reader.push(bytes.subarray(cut));
    }
    expect(got).toBe(sound);
    expect(reader.damaged).toBeGreaterThan(10_000);
  }, 60_000);
});
