import { describe, expect, it } from 'vitest';
import { decodeFrame, encodeFrame } from './frame.js';
import { FrameWriter } from './frame-writer.js';
import { FLAGS, FRAME_OVERHEAD, OPCODES, seqAfter, seqDistance } from './protocol.js';

const payload = Uint8Array.of(1, 2, 3);

describe('a frame', () => {
  it('comes back as it was', () => {
    const frame = decodeFrame(encodeFrame(OPCODES.batch, 0xfffffffe, payload, FLAGS.continues));
    expect(frame).toEqual({ opcode: OPCODES.batch, seq: 0xfffffffe, flags: FLAGS.continues, payload });
  });

  it('has the bytes of the document', () => {
    const bytes = encodeFrame(OPCODES.batch, 0x01020304, payload, 1);
    expect([...bytes.subarray(0, 14)]).toEqual([0x48, 0x58, 1, 3, 4, 3, 2, 1, 3, 0, 0, 0, 1, 0]);
    expect(bytes).toHaveLength(FRAME_OVERHEAD + 3);
  });

  it('is refused if any one bit is another', () => {
    const bytes = encodeFrame(OPCODES.events, 7, payload);
    for (let bit = 0; bit < 8 * bytes.length; bit++) {
      const flipped = bytes.slice();
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => decodeFrame(flipped)).toThrow(expect.objectContaining({ code: 'FRAME_INVALID' }));
    }
  });

  it('is refused if it is cut or has a tail', () => {
    const bytes = encodeFrame(OPCODES.ping, 0);
    for (let length = 0; length < bytes.length; length++)
      expect(() => decodeFrame(bytes.subarray(0, length))).toThrow(expect.objectContaining({ code: 'FRAME_INVALID' }));
    expect(() => decodeFrame(new Uint8Array([...bytes, 0]))).toThrow(expect.objectContaining({ offset: 8 }));
  });

  it('is refused with an unknown opcode, flag or version, although its sums are right', () => {
    for (const [opcode, flags] of [
      [0, 0],
      [14, 0],
      [255, 0],
      [3, 2],
      [3, 0x8000],
    ] as const)
      expect(() => decodeFrame(encodeFrame(opcode as 3, 1, payload, flags))).toThrow('no header');
  });
});

describe('FrameWriter', () => {
  it('uses one buffer for all frames', () => {
    const writer = new FrameWriter(64);
    const first = writer.frame(OPCODES.credit, 1, (to) => to.u32(5, 'x'));
    expect(decodeFrame(first).payload).toEqual(Uint8Array.of(5, 0, 0, 0));
    const second = writer.frame(OPCODES.ping, 2);
    expect(decodeFrame(second)).toMatchObject({ opcode: OPCODES.ping, seq: 2, payload: new Uint8Array(0) });
    expect(second.buffer).toBe(first.buffer);
  });

  it('refuses what is too long, and goes on', () => {
    const writer = new FrameWriter(40);
    expect(decodeFrame(writer.frame(OPCODES.events, 0, (to) => to.skip(20))).payload).toHaveLength(20);
    for (const length of [21, 24, 25, 1000])
      expect(() => writer.frame(OPCODES.events, 0, (to) => to.skip(length))).toThrow(
        expect.objectContaining({ code: 'FRAME_TOO_LONG' }),
      );
    expect(decodeFrame(writer.frame(OPCODES.ping, 3)).seq).toBe(3);
  });
});

describe('sequence numbers', () => {
  it('wrap', () => {
    expect(seqAfter(0xffffffff)).toBe(0);
    expect(seqAfter(0, -1)).toBe(0xffffffff);
    expect(seqDistance(1, 0xffffffff)).toBe(2);
    expect(seqDistance(0xffffffff, 1)).toBe(-2);
    expect(seqDistance(5, 5)).toBe(0);
  });
});
