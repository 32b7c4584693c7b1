import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import * as crc from './crc32c.js';
import { encodeFrame, type Frame } from './frame.js';
import { FrameReader } from './frame-reader.js';
import { FRAME_OVERHEAD, HEADER_LENGTH, OPCODES } from './protocol.js';

vi.mock('./crc32c.js', { spy: true });

/** A reader and what it has read, copied. */
function reading(maxFrame = 256) {
  let now = 0;
  const frames: Frame[] = [];
  const reader = new FrameReader({
    maxFrame,
    onFrame: (frame) => frames.push({ ...frame, payload: frame.payload.slice() }),
    clock: { now: () => now, after: () => () => {} },
  });
  return { reader, frames, pass: (ms: number) => (now += ms) };
}

const join = (...parts: Uint8Array[]) => new Uint8Array(parts.flatMap((part) => [...part]));

const cutAt = (bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] => {
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return places.slice(1).map((end, i) => bytes.subarray(places[i], end));
};

const payloads = fc.array(fc.uint8Array({ maxLength: 200 }), { minLength: 1, maxLength: 8 });
const cuts = fc.array(fc.nat(), { maxLength: 30 });

describe('FrameReader', () => {
  it('finds all frames, wherever the bytes are cut', () => {
    fc.assert(
      fc.property(payloads, cuts, (sent, at) => {
        const { reader, frames } = reading();
        const bytes = join(...sent.map((payload, seq) => encodeFrame(OPCODES.events, seq, payload)));
        for (const chunk of cutAt(bytes, at)) reader.push(chunk);
        expect(frames.map((f) => [f.seq, [...f.payload]])).toEqual(sent.map((p, seq) => [seq, [...p]]));
        expect(reader).toMatchObject({ damaged: 0, skipped: 0 });
      }),
    );
  });

  it('passes over noise, and finds every sound frame behind it', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.uint8Array({ maxLength: 60 }), fc.uint8Array())), cuts, (sent, at) => {
        const { reader, frames } = reading();
        const bytes = join(...sent.flatMap(([noise, p], seq) => [noise, encodeFrame(OPCODES.events, seq, p)]));
        for (const chunk of cutAt(bytes, at)) reader.push(chunk);
        expect(frames.map((f) => f.seq)).toEqual(sent.map((_, seq) => seq));
        expect(reader.skipped).toBe(sent.reduce((sum, [noise]) => sum + noise.length, 0));
        expect(reader.damaged).toBe(sent.filter(([noise]) => noise.length > 0).length);
      }),
    );
  });

  it('loses nothing but the frame in which a bit flipped, and gives none that was not sent', () => {
    fc.assert(
      fc.property(payloads, cuts, fc.nat(), fc.nat(), (sent, at, which, where) => {
        const { reader, frames } = reading();
        const encoded = sent.map((payload, seq) => encodeFrame(OPCODES.events, seq, payload));
        const hit = which % sent.length;
        const bit = where % (8 * encoded[hit]!.length);
        encoded[hit]![bit >> 3]! ^= 1 << (bit & 7);
        for (const chunk of cutAt(join(...encoded), at)) reader.push(chunk);
        expect(frames.map((f) => f.seq)).toEqual(sent.map((_, seq) => seq).filter((seq) => seq !== hit));
      }),
    );
  });

  it('looks at bytes that seem to be frames within frames only so often, and finds what comes behind them', () => {
    const maxFrame = 4096;
    const { reader, frames } = reading(maxFrame);
    const header = encodeFrame(OPCODES.events, 7, new Uint8Array(maxFrame - FRAME_OVERHEAD)).subarray(0, HEADER_LENGTH);
    const crafted = new Uint8Array(64 * maxFrame);
    for (let at = 0; at < crafted.length; at += HEADER_LENGTH) crafted.set(header, at);
    const sums = vi.spyOn(crc, 'crc32c');
    for (let at = 0; at < crafted.length; at += 1460) reader.push(crafted.subarray(at, at + 1460));
    const summed = sums.mock.calls.reduce((sum, [bytes, start = 0, end = bytes.length]) => sum + end - start, 0);
    sums.mockRestore();
    expect(summed).toBeGreaterThan(crafted.length);
    expect(summed).toBeLessThan(10 * crafted.length);
    reader.push(new Uint8Array(maxFrame));
    reader.push(encodeFrame(OPCODES.pong, 9));
    expect(frames.map((f) => f.seq)).toEqual([9]);
  });

  it('takes a frame of the longest kind, and none that is longer', () => {
    const { reader, frames } = reading(60);
    reader.push(encodeFrame(OPCODES.events, 1, new Uint8Array(40)));
    reader.push(encodeFrame(OPCODES.events, 2, new Uint8Array(41)));
    reader.push(encodeFrame(OPCODES.events, 3));
    expect(frames.map((f) => f.seq)).toEqual([1, 3]);
    expect(reader.skipped).toBe(61);
  });

  it('gives up a frame whose rest was lost when it is too old, and finds what came instead', () => {
    const { reader, frames, pass } = reading();
    reader.push(encodeFrame(OPCODES.events, 1, new Uint8Array(200)).subarray(0, 30));
    pass(400);
    reader.push(encodeFrame(OPCODES.pong, 2));
    expect(frames).toEqual([]);
    pass(101);
    reader.push(encodeFrame(OPCODES.pong, 3));
    expect(frames.map((f) => f.seq)).toEqual([2, 3]);
    expect(reader).toMatchObject({ damaged: 1, skipped: 30 });
  });

  it('keeps a slow frame that comes to its end in time', () => {
    const { reader, frames, pass } = reading();
    for (const byte of encodeFrame(OPCODES.events, 1, new Uint8Array(29))) {
      reader.push(Uint8Array.of(byte));
      pass(10);
    }
    expect(frames.map((f) => f.seq)).toEqual([1]);
    expect(reader.damaged).toBe(0);
  });

  it('copies nothing of a frame that lies within a chunk', () => {
    let seen: Frame | undefined;
    const reader = new FrameReader({ maxFrame: 256, onFrame: (frame) => (seen = frame) });
    const chunk = encodeFrame(OPCODES.events, 1, Uint8Array.of(1, 2));
    reader.push(chunk);
    expect(seen?.payload.buffer).toBe(chunk.buffer);
  });
});
