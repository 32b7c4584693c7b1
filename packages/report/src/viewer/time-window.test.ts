import { describe, expect, it, vi } from 'vitest';
import { TimeWindow } from './time-window.js';

describe('TimeWindow', () => {
  it('begins with everything and no cursor', () => {
    const time = new TimeWindow(100);
    expect(time.range).toEqual({ from: 0, to: 100 });
    expect(time.isFull).toBe(true);
    expect(time.cursor).toBeNull();
  });

  it('zooms at its middle where nobody says otherwise, and back', () => {
    const time = new TimeWindow(100);
    time.zoom(2);
    expect(time.range).toEqual({ from: 25, to: 75 });
    expect(time.isFull).toBe(false);
    time.pan(10);
    expect(time.range).toEqual({ from: 35, to: 85 });
    time.fit();
    expect(time.isFull).toBe(true);
  });

  it.each([
    [3.7, 3],
    [0, 0],
    [99, 99],
    [100, null],
    [-1, null],
    [null, null],
  ])('points at %s as %s', (step, expected) => {
    const time = new TimeWindow(100);
    time.point(step);
    expect(time.cursor).toBe(expected);
  });

  it('visits what is out of sight', () => {
    const time = new TimeWindow(100);
    time.show({ from: 0, to: 10 });
    time.visit(50);
    expect(time.cursor).toBe(50);
    expect(time.range).toEqual({ from: 43, to: 53 });
  });

  it('tells changes to all who listen, and nothing else', () => {
    const time = new TimeWindow(100);
    const [a, b] = [vi.fn(), vi.fn()];
    const end = time.subscribe(a);
    time.subscribe(b);
    time.point(5);
    time.point(5.5);
    time.fit();
    expect(a).toHaveBeenCalledTimes(1);
    end();
    time.zoom(2);
    expect(a).toHaveBeenCalledTimes(1);
    expect(b).toHaveBeenCalledTimes(2);
  });

  it('shows all of a run of another length, and keeps its part of one that is as long', () => {
    const time = new TimeWindow(100);
    time.zoom(2);
    time.point(30);
    time.resize(100);
    expect(time.range).toEqual({ from: 25, to: 75 });
    time.resize(10);
    expect(time.range).toEqual({ from: 0, to: 10 });
    expect(time.cursor).toBeNull();
    expect(time.steps).toBe(10);
  });

  it.each([0, 1])('has a range for %s timesteps', (steps) => {
    const time = new TimeWindow(steps);
    time.zoom(3);
    time.pan(5);
    expect(time.range).toEqual({ from: 0, to: 1 });
    expect(time.isFull).toBe(true);
  });
});
