import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { operation } from '../../test/arbitraries.js';
import type { Operation } from '../bus/operation.js';
import { ANSWER_HEAD, resultBound } from '../hxp/answer-codec.js';
import { ByteWriter, FRAME_OVERHEAD, writeBatch } from '../hxp/index.js';
import { cutOperations, type RequestPart } from './cut-operations.js';

const small = operation.map(
  (one): Operation =>
    one.op === 'readMemory' ? { ...one, address: one.address >>> 16, count: one.count % 9000 } : one,
);

const large: fc.Arbitrary<Operation> = fc.nat(9000).map((length) => ({
  op: 'writeMemory',
  address: 7,
  words: Uint16Array.from({ length }, (_, i) => 300 + i),
}));

const manySpikes: fc.Arbitrary<Operation> = fc.nat(3000).map((length) => ({
  op: 'sendSpikes',
  spikes: {
    timesteps: Uint32Array.from({ length }, (_, i) => i),
    channels: new Uint16Array(length).fill(3),
    counts: new Uint8Array(length).fill(1),
  },
}));

/** The operation that parts of one were cut from. */
function join(parts: readonly RequestPart[]): Operation {
  const [{ operation: first }] = parts as [RequestPart];
  const all = parts.map((part) => part.operation);
  if (first.op === 'readMemory')
    return { ...first, count: all.reduce((sum, one) => sum + (one as typeof first).count, 0) };
  if (first.op === 'writeMemory') {
    const words = Uint32Array.from(all.flatMap((one) => [...(one as typeof first).words]));
    return { ...first, words };
  }
  if (first.op !== 'sendSpikes') return first;
  const spikes = all.map((one) => (one as typeof first).spikes);
  return {
    op: 'sendSpikes',
    spikes: {
      timesteps: Uint32Array.from(spikes.flatMap((one) => [...one.timesteps])),
      channels: Uint16Array.from(spikes.flatMap((one) => [...one.channels])),
      counts: Uint8Array.from(spikes.flatMap((one) => [...one.counts])),
    },
  };
}

describe('cutOperations', () => {
  it('cuts into requests that fit, as their answers do, and leaves nothing out', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 4, arbitrary: small }, large, manySpikes), { maxLength: 12 }),
        fc.integer({ min: 2048, max: 9000 }),
        (operations, maxFrame) => {
          const requests = cutOperations(operations, maxFrame);
          const to = new ByteWriter(maxFrame - FRAME_OVERHEAD);
          for (const parts of requests) {
            const inOne = parts.map((part) => part.operation);
            to.rewind();
            writeBatch(to, inOne);
            const answer = inOne.reduce((sum, one) => sum + resultBound(one), FRAME_OVERHEAD + ANSWER_HEAD);
            expect(answer).toBeLessThanOrEqual(maxFrame);
            expect(parts.length).toBeGreaterThan(0);
          }
          const parts = requests.flat();
          operations.forEach((whole, index) => {
            const mine = parts.filter((part) => part.index === index);
            expect(mine.map((part) => part.last)).toEqual(mine.map((_, i) => i === mine.length - 1));
            let address = 'address' in whole ? whole.address : 0;
            for (const { operation: part } of mine) {
              if (part.op === 'writeMemory' || part.op === 'readMemory') expect(part.address).toBe(address);
              address += part.op === 'writeMemory' ? part.words.length : part.op === 'readMemory' ? part.count : 0;
            }
            const expected = whole.op === 'writeMemory' ? { ...whole, words: Uint32Array.from(whole.words) } : whole;
            expect(join(mine)).toEqual(expected);
          });
          expect(parts.map((part) => part.index)).toEqual(parts.map((part) => part.index).sort((a, b) => a - b));
        },
      ),
      { numRuns: 100 },
    );
  });

  it('fills frames: only the last request of a long write has room left', () => {
    const words = new Uint32Array(10_000).fill(0xffffffff);
    const requests = cutOperations([{ op: 'writeMemory', address: 0, words }], 4096);
    expect(requests).toHaveLength(Math.ceil(40_000 / (4096 - FRAME_OVERHEAD - 12)));
  });

  it('makes no request of nothing', () => {
    expect(cutOperations([], 4096)).toEqual([]);
  });

  it('cuts also by the count of operations', () => {
    const operations = new Array<Operation>(65_536).fill({ op: 'triggerReadout' });
    expect(cutOperations(operations, 1e6).map((parts) => parts.length)).toEqual([65_535, 1]);
  });
});
