import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VirtualClock } from './virtual-clock.js';

describe('VirtualClock', () => {
  it('runs timers when they are due, and not before', () => {
    const clock = new VirtualClock();
    const ran: string[] = [];
    clock.after(10, () => ran.push(`a at ${clock.now()}`));
    clock.after(5, () => ran.push(`b at ${clock.now()}`));
    clock.advance(9);
    expect(ran).toEqual(['b at 5']);
    expect(clock.pending).toBe(1);
    clock.advance(1);
    expect(ran).toEqual(['b at 5', 'a at 10']);
    expect([clock.now(), clock.pending]).toEqual([10, 0]);
  });

  it('runs timers of one time in the order of their setting', () => {
    const clock = new VirtualClock();
    const ran: number[] = [];
    for (let i = 0; i < 4; i++) clock.after(3, () => ran.push(i));
    clock.advance(3);
    expect(ran).toEqual([0, 1, 2, 3]);
  });

  it('runs what is set while it advances, if it becomes due', () => {
    const clock = new VirtualClock();
    const ticks: number[] = [];
    const tick = (): void => {
      ticks.push(clock.now());
      clock.after(4, tick);
    };
    clock.after(4, tick);
    clock.advance(13);
    expect(ticks).toEqual([4, 8, 12]);
    expect([clock.now(), clock.nextDue]).toEqual([13, 16]);
  });

  it('does not run what was cancelled, also by a timer of the same time', () => {
    const clock = new VirtualClock();
    const ran: string[] = [];
    const cancel = clock.after(1, () => ran.push('cancelled'));
    cancel();
    cancel();
    clock.after(2, () => cancelLate());
    const cancelLate = clock.after(2, () => ran.push('late'));
    clock.advance(5);
    expect(ran).toEqual([]);
    expect(clock.pending).toBe(0);
  });

  it('steps to the next timer', () => {
    const clock = new VirtualClock();
    expect(clock.step()).toBe(false);
    clock.after(7, () => {});
    clock.after(7, () => {});
    clock.after(8, () => {});
    expect([clock.step(), clock.now(), clock.pending]).toEqual([true, 7, 1]);
  });

  it('takes a time that has passed for now', () => {
    const clock = new VirtualClock();
    let ran = false;
    clock.after(-5, () => {
      ran = true;
    });
    clock.advance(0);
    expect(ran).toBe(true);
  });

  it.each([-1, Number.NaN])('refuses to advance by %s', (ms) => {
    expect(() => new VirtualClock().advance(ms)).toThrow(RangeError);
  });

  it('runs any timers in order of time, whatever the steps', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50)), fc.array(fc.nat(20)), (delays, steps) => {
        const clock = new VirtualClock();
        const ran: number[] = [];
        for (const delay of delays) clock.after(delay, () => ran.push(delay));
        for (const step of [...steps, 1]) clock.advance(step);
        expect(ran).toEqual(delays.filter((delay) => delay <= clock.now()).sort((a, b) => a - b));
        expect(ran.length + clock.pending).toBe(delays.length);
      }),
    );
  });
});
