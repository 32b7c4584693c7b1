import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeFrame } from '../hxp/frame.js';
import { OPCODES } from '../hxp/protocol.js';
import { FrameCutter } from './frame-cutter.js';

const ping = encodeFrame(OPCODES.ping, 1);
const batch = encodeFrame(
  OPCODES.batch,
  2,
  Uint8Array.from({ length: 50 }, (_, i) => i),
);

const joined = (...parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));

describe('FrameCutter', () => {
  it('finds frames at every cut', () => {
    const bytes = joined(ping, batch, ping);
    for (let cut = 0; cut <= bytes.length; cut++) {
      const cutter = new FrameCutter(1000);
      const pieces = [...cutter.push(bytes.subarray(0, cut)), ...cutter.push(bytes.subarray(cut))];
      expect(pieces).toEqual([ping, batch, ping]);
    }
  });

  it('gives a frame out as soon as it is whole, damaged within or not', () => {
    const damaged = batch.slice();
    damaged[30]! ^= 1;
    const cutter = new FrameCutter(1000);
    expect(cutter.push(damaged.subarray(0, -1))).toEqual([]);
    expect(cutter.push(damaged.subarray(-1))).toEqual([damaged]);
  });

  it('lets through what is no frame, or one that is too long', () => {
    const rubbish = Uint8Array.from({ length: 30 }, (_, i) => i);
    const cutter = new FrameCutter(1000);
    expect(joined(...cutter.push(joined(rubbish, ping)))).toEqual(joined(rubbish, ping));
    const short = new FrameCutter(40);
    const pieces = short.push(joined(batch, ping));
    expect(pieces.at(-1)).toEqual(ping);
    expect(joined(...pieces)).toEqual(joined(batch, ping));
  });

  it('holds back what has begun, until it is asked for the rest', () => {
    const cutter = new FrameCutter(1000);
    expect(cutter.push(batch.subarray(0, 40))).toEqual([]);
    expect(cutter.rest()).toEqual(batch.subarray(0, 40));
    expect(cutter.rest()).toHaveLength(0);
    expect(cutter.push(ping)).toEqual([ping]);
  });

  it('loses and adds no byte of anything', () => {
    const parts = fc.array(fc.oneof(fc.uint8Array(), fc.constantFrom(ping, batch, batch.subarray(0, 30))));
    fc.assert(
      fc.property(parts, (chunks) => {
        const cutter = new FrameCutter(1000);
        const pieces = chunks.flatMap((chunk) => cutter.push(chunk));
        expect(joined(...pieces, cutter.rest())).toEqual(joined(...chunks));
      }),
    );
  });
});
