import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeFrame } from '../hxp/frame.js';
import { OPCODES } from '../hxp/protocol.js';
import type { Fault, FaultPlace, FaultRule } from './fault.js';
import { FaultLane, type LaneStep } from './fault-lane.js';

const rule = (at: FaultPlace, fault: Fault): FaultRule => ({ direction: 'out', at, fault });

/** A lane, and the types of faults it injected. */
function laneOf(rules: readonly FaultRule[], seed = 0): { lane: FaultLane; injected: Fault['type'][] } {
  const injected: Fault['type'][] = [];
  return { lane: new FaultLane(rules, seed, (type) => injected.push(type)), injected };
}

/** Pieces as lists, other steps by name. */
const shown = (steps: readonly LaneStep[]): unknown[] =>
  steps.map((step) => {
    if (step.type === 'bytes') return [...step.bytes];
    return step.type === 'wait' ? `wait ${step.ms}` : step.type;
  });

/** Sends frames of three bytes that tell which they are. */
const carry = (lane: FaultLane, count: number): unknown[][] =>
  Array.from({ length: count }, (_, i) => shown(lane.next(Uint8Array.of(i, i + 10, i + 20))));

describe('FaultLane', () => {
  it.each<[Fault, unknown[], unknown[]]>([
    [{ type: 'drop' }, [], [[2, 12, 22]]],
    [{ type: 'flip', mask: 0xff }, [[1, 0xf4, 21]], [[2, 12, 22]]],
    [
      { type: 'duplicate' },
      [
        [1, 11, 21],
        [1, 11, 21],
      ],
      [[2, 12, 22]],
    ],
    [{ type: 'split' }, [[1], [11, 21]], [[2, 12, 22]]],
    [{ type: 'merge' }, [], [[1, 11, 21, 2, 12, 22]]],
    [{ type: 'append', bytes: Uint8Array.of(7, 8) }, [[1, 11, 21, 7, 8]], [[2, 12, 22]]],
    [{ type: 'delay', ms: 7 }, ['wait 7', [1, 11, 21]], [[2, 12, 22]]],
    [{ type: 'truncate' }, [[1]], [[2, 12, 22]]],
    [{ type: 'hang' }, [[1]], []],
    [{ type: 'disconnect' }, [[1], 'lose'], [[2, 12, 22]]],
  ])('does %j to the frame that is meant, at its place', (fault, hit, next) => {
    const { lane, injected } = laneOf([rule({ nth: 1, offset: 1 }, fault)]);
    expect(carry(lane, 3)).toEqual([[[0, 10, 20]], hit, next]);
    expect(injected).toEqual([fault.type]);
  });

  it('hits the frame in which a byte of the direction is, there', () => {
    const { lane } = laneOf([rule({ byte: 5 }, { type: 'truncate' })]);
    expect(carry(lane, 3)).toEqual([[[0, 10, 20]], [[1, 11]], [[2, 12, 22]]]);
  });

  it('hits as many as it is told to, from the first that is meant', () => {
    const { lane } = laneOf([rule({ nth: 1, times: 2 }, { type: 'drop' })]);
    expect(carry(lane, 4)).toEqual([[[0, 10, 20]], [], [], [[3, 13, 23]]]);
  });

  it('counts frames of an opcode only', () => {
    const { lane } = laneOf([rule({ opcode: OPCODES.ping, nth: 1 }, { type: 'drop' })]);
    const ping = encodeFrame(OPCODES.ping, 0);
    const pong = encodeFrame(OPCODES.pong, 0);
    expect([ping, pong, ping, pong, ping].map((frame) => lane.next(frame).length)).toEqual([1, 1, 0, 1, 1]);
  });

  it('does not mean frames that end before the place', () => {
    const { lane } = laneOf([rule({ offset: 2 }, { type: 'drop' })]);
    expect([2, 1, 3].map((length) => lane.next(new Uint8Array(length)).length)).toEqual([1, 1, 0]);
    expect(laneOf([rule({}, { type: 'drop' })]).lane.next(new Uint8Array(0))).toHaveLength(1);
  });

  it('lets the first rule that hits decide, while all count, and others hit the next frame', () => {
    const { lane, injected } = laneOf([
      rule({ nth: 1 }, { type: 'drop' }),
      rule({ nth: 1 }, { type: 'duplicate' }),
      rule({ nth: 2 }, { type: 'truncate' }),
    ]);
    expect(carry(lane, 4).map((steps) => steps.length)).toEqual([1, 0, 2, 1]);
    expect(injected).toEqual(['drop', 'duplicate', 'truncate']);
  });

  it('merges frames one after the other, and what is left at the end', () => {
    const { lane } = laneOf([rule({ times: 2 }, { type: 'merge' }), rule({ nth: 3 }, { type: 'merge' })]);
    expect(carry(lane, 4)).toEqual([[], [], [[0, 10, 20, 1, 11, 21, 2, 12, 22]], []]);
    expect(shown(lane.rest())).toEqual([[3, 13, 23]]);
    expect(lane.rest()).toEqual([]);
  });

  it('merges with the next frame that arrives, where one between is dropped', () => {
    const { lane } = laneOf([rule({}, { type: 'merge' }), rule({ nth: 1 }, { type: 'drop' })]);
    expect(carry(lane, 3)).toEqual([[], [], [[0, 10, 20, 2, 12, 22]]]);
  });

  it('keeps nothing of a frame that was its sender’s', () => {
    const { lane } = laneOf([rule({}, { type: 'merge' })]);
    const frame = Uint8Array.of(1, 2);
    lane.next(frame);
    frame.fill(9);
    expect(shown(lane.next(Uint8Array.of(3)))).toEqual([[1, 2, 3]]);
  });

  it('brings nothing after it hangs, also nothing that was merged', () => {
    const { lane } = laneOf([rule({ nth: 1, offset: 0 }, { type: 'hang' }), rule({ nth: 2 }, { type: 'drop' })]);
    expect(carry(lane, 4)).toEqual([[[0, 10, 20]], [[]], [], []]);
    expect(lane.rest()).toEqual([]);
  });

  it('flips exactly one bit unless told otherwise', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), fc.integer(), (frame, seed) => {
        const [step] = laneOf([rule({}, { type: 'flip' })], seed).lane.next(frame);
        const bits = (bytes: Uint8Array): string => [...bytes].map((b) => b.toString(2).padStart(8, '0')).join('');
        const before = bits(frame);
        const after = step?.type === 'bytes' ? bits(step.bytes) : '';
        expect([...after].filter((bit, i) => bit !== before[i])).toHaveLength(1);
        expect(after).toHaveLength(before.length);
      }),
    );
  });

  it('splits a frame into two pieces that are not empty, and are it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 2 }), fc.integer(), (frame, seed) => {
        const steps = shown(laneOf([rule({}, { type: 'split' })], seed).lane.next(frame)) as number[][];
        expect(steps.flat()).toEqual([...frame]);
        expect(steps.map(({ length }) => length > 0)).toEqual([true, true]);
      }),
    );
  });

  describe('by chance', () => {
    const rules = [rule({ chance: 0.1 }, { type: 'drop' }), rule({ chance: 0.2 }, { type: 'flip' })];

    it('does the same again with the same seed, and other things with another', () => {
      const run = (seed: number): unknown => carry(laneOf(rules, seed).lane, 200);
      expect(run(5)).toEqual(run(5));
      expect(run(5)).not.toEqual(run(6));
    });

    it('hits about as many as the chance says', () => {
      const { lane, injected } = laneOf(rules, 1);
      carry(lane, 10_000);
      const drops = injected.filter((type) => type === 'drop').length;
      expect(drops).toBeGreaterThan(900);
      expect(drops).toBeLessThan(1100);
      // A frame that is dropped cannot be flipped as well.
      expect(injected.length - drops).toBeGreaterThan(1650);
      expect(injected.length - drops).toBeLessThan(1950);
    });

    it('hits the same frames whether or not another rule hits them first', () => {
      const hits = (list: readonly FaultRule[]): string => {
        const { lane } = laneOf(list, 3);
        return carry(lane, 300)
          .map((steps) => (steps.length === 0 ? 'x' : '.'))
          .join('');
      };
      const alone = hits([rules[0]!]);
      expect(hits([rules[0]!, rules[1]!])).toBe(alone);
    });

    it('never hits with a chance of 0, always with 1', () => {
      const { lane, injected } = laneOf([rule({ chance: 0 }, { type: 'drop' }), rule({ chance: 1 }, { type: 'flip' })]);
      carry(lane, 100);
      expect(injected).toEqual(Array(100).fill('flip'));
    });
  });
});
