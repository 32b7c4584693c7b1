import { describe, expect, it } from 'vitest';
import { timeKey } from './time-keys.js';
import { TimeWindow } from './time-window.js';

const press = (time: TimeWindow, key: string, shiftKey = false): boolean => timeKey(time, { key, shiftKey });

describe('timeKey', () => {
  it('zooms at the cursor, moves, and shows all', () => {
    const time = new TimeWindow(100);
    time.point(0);
    expect(press(time, '+')).toBe(true);
    expect(time.range.from).toBe(0);
    expect(time.range.to).toBeCloseTo(100 / 1.5);
    expect(press(time, 'ArrowRight')).toBe(true);
    expect(time.range.from).toBeCloseTo(0.2 * (100 / 1.5));
    expect(press(time, '-')).toBe(true);
    expect(time.isFull).toBe(true);
    press(time, '=');
    expect(press(time, '0')).toBe(true);
    expect(time.isFull).toBe(true);
  });

  it('moves the cursor from the middle, at most to the ends', () => {
    const time = new TimeWindow(3);
    press(time, 'ArrowRight', true);
    expect(time.cursor).toBe(1);
    for (let i = 0; i < 5; i++) press(time, 'ArrowRight', true);
    expect(time.cursor).toBe(2);
    for (let i = 0; i < 5; i++) press(time, 'ArrowLeft', true);
    expect(time.cursor).toBe(0);
  });

  it('has no cursor where there are no timesteps', () => {
    const time = new TimeWindow(0);
    expect(press(time, 'ArrowLeft', true)).toBe(true);
    expect(time.cursor).toBeNull();
  });

  it.each(['ArrowUp', 'x', 'Tab', 'Enter'])('leaves %s to others', (key) => {
    expect(press(new TimeWindow(9), key)).toBe(false);
  });
});
