import process from 'node:process';
import { systemClock } from '@xylopipe/hdk-transport';
import { VirtualClock } from '@xylopipe/hdk-transport/loopback';
import { describe, expect, it } from 'vitest';
import { Pacer } from './pacer.js';

const setUp = (): { clock: VirtualClock; ticks: number[]; pacer: Pacer } => {
  const clock = new VirtualClock();
  const ticks: number[] = [];
  return { clock, ticks, pacer: new Pacer(clock, () => ticks.push(clock.now())) };
};

describe('Pacer', () => {
  it('ticks after every period, the first time a period after the start', () => {
    const { clock, ticks, pacer } = setUp();
    clock.advance(3);
    pacer.start(10);
    clock.advance(30);
    expect(ticks).toEqual([13, 23, 33]);
  });

  it('does not drift: what comes late is made up for', () => {
    const ticks: number[] = [];
    let now = 0;
    let timer: (() => void) | undefined;
    const late = {
      now: () => now,
      after: (_: number, run: () => void) => {
        timer = run;
        return () => {
          timer = undefined;
        };
      },
    };
    const pacer = new Pacer(late, () => ticks.push(now));
    pacer.start(1);
    now = 3.5;
    timer!();
    expect(ticks).toEqual([3.5, 3.5, 3.5]);
    // Too early, as timers of platforms can be.
    now = 3.9;
    timer!();
    expect(ticks).toHaveLength(3);
    now = 1000;
    timer!();
    expect(ticks).toHaveLength(3 + 64);
    pacer.stop();
    expect(timer).toBeUndefined();
  });

  it('keeps to its period over a long time, also where it is no binary number', () => {
    const { clock, ticks, pacer } = setUp();
    pacer.start(0.1);
    clock.advance(1000);
    expect(ticks.length).toBeGreaterThanOrEqual(9999);
    expect(ticks.length).toBeLessThanOrEqual(10_000);
  });

  it('sets no timer that a platform cannot take', () => {
    const clock = new VirtualClock();
    let ticks = 0;
    const waits: number[] = [];
    const after = (ms: number, run: () => void): (() => void) => {
      waits.push(ms);
      return clock.after(ms, run);
    };
    const pacer = new Pacer({ now: () => clock.now(), after }, () => ticks++);
    pacer.start(5e9);
    clock.advance(5e9 - 1);
    expect(ticks).toBe(0);
    clock.advance(1);
    expect(ticks).toBe(1);
    expect(Math.max(...waits)).toBe(2 ** 31 - 1);
    pacer.stop();
  });

  it('keeps the process alive while it runs', () => {
    const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const before = timers();
    const pacer = new Pacer(systemClock, () => {});
    pacer.start(60_000);
    expect(timers()).toBe(before + 1);
    pacer.stop();
    expect(timers()).toBe(before);
  });

  it('stops, also out of its own tick, and begins anew', () => {
    const clock = new VirtualClock();
    let ticks = 0;
    const pacer: Pacer = new Pacer(clock, () => {
      if (++ticks === 2) pacer.stop();
    });
    pacer.start(1);
    pacer.start(2);
    expect(pacer.running).toBe(true);
    clock.advance(100);
    expect([ticks, pacer.running, clock.pending]).toEqual([2, false, 0]);
  });
});
