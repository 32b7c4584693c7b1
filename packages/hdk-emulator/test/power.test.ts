import { describe, expect, it } from 'vitest';
import { Bench, codeOf } from './bench.js';
import { emptySpec } from './spec.js';

const power = {
  supplies: [
    { supply: 'core', activeMicrowatts: 300, idleMicrowatts: 100 },
    { supply: 'io', activeMicrowatts: 50 },
  ],
};

/** 22 cycles for each of 100 hidden neurons, 12 for each of 25 outputs, and one for each of 2 channels: 2502 cycles. */
const spec = { ...emptySpec(100, 2, 25), weights_in: [Array(100).fill([1]), Array(100).fill([0])] };
const bench = (): Bench => new Bench('syns65302', { power, mainClock: 1_000_000 }).load(spec, { HM_EN: 1 });

describe('power of an emulated board', () => {
  it('is idle while it waits, and of every supply', () => {
    const subject = bench();
    subject.clock.advance(250);
    subject.do({ op: 'measurePower', rate: 10 });
    subject.clock.advance(200);
    expect(subject.samples).toEqual([
      { type: 'power', channel: 'core', microwatts: 100, time: 0.35 },
      { type: 'power', channel: 'io', microwatts: 50, time: 0.35 },
      { type: 'power', channel: 'core', microwatts: 100, time: 0.45 },
      { type: 'power', channel: 'io', microwatts: 50, time: 0.45 },
    ]);
    expect(subject.board.seconds).toBe(0.45);
  });

  it('is the more active the longer timesteps take, and idle while it hibernates', () => {
    const subject = bench();
    subject.do({ op: 'measurePower', rate: 100 });
    subject.send([0, 1, 1]);
    subject.do({ op: 'triggerProcessing' });
    subject.clock.advance(10);
    // 2502 of 10 000 cycles; the connections of channel 1 have weights of 0, over which nothing goes.
    expect(subject.samples[0].microwatts).toBeCloseTo(100 + 200 * 0.2502, 6);
    expect(subject.samples[1].microwatts).toBe(50);
    subject.do({ op: 'triggerProcessing' });
    subject.clock.advance(10);
    expect(subject.readouts.map(({ hibernating }) => hibernating)).toEqual([false, true]);
    expect(subject.samples[2].microwatts).toBe(100);
    subject.send([2, 0, 1]);
    subject.do({ op: 'triggerProcessing' });
    subject.clock.advance(10);
    expect(subject.samples[4].microwatts).toBeCloseTo(100 + 200 * (0.2502 + 0.035), 6);
  });

  it('is at most that of a chip that always works', () => {
    const subject = bench();
    subject.set('HM_EN', 0);
    subject.do({ op: 'measurePower', rate: 100 });
    subject.do({ op: 'triggerProcessing', before: 100 });
    subject.clock.advance(10);
    expect(subject.samples[0].microwatts).toBe(300);
  });

  it('is told at the rate of the last request, and no more at a rate of 0', () => {
    const subject = bench();
    subject.do({ op: 'measurePower', rate: 1000 });
    subject.do({ op: 'measurePower', rate: 1 });
    subject.clock.advance(2500);
    expect(subject.samples.map(({ time }) => time)).toEqual([1, 1, 2, 2]);
    subject.do({ op: 'measurePower', rate: 0 });
    subject.clock.advance(5000);
    expect([subject.samples.length, subject.clock.pending]).toEqual([4, 0]);
  });

  it('is not to be had without a model, or at rates that are none', () => {
    expect(codeOf(() => new Bench().do({ op: 'measurePower', rate: 1 }))).toBe('NO_POWER_MODEL');
    expect(codeOf(() => new Bench().do({ op: 'measurePower', rate: 0 }))).toBeUndefined();
    expect(codeOf(() => bench().do({ op: 'measurePower', rate: 0.001 }))).toBeUndefined();
    for (const rate of [-1, 1e-9, 0.0009, Number.MIN_VALUE, 1001, Number.NaN, Number.POSITIVE_INFINITY])
      expect(codeOf(() => bench().do({ op: 'measurePower', rate }))).toBe('RATE_RANGE');
  });
});
