import { describe, expect, it } from 'vitest';
import { refuseToStart } from './workers.js';
import { workersFor } from './workers-for.js';

const refusal = (count: unknown): unknown => {
  try {
    return refuseToStart(count, {}, 'sketch');
  } catch (error) {
    return error;
  }
};

describe('refuseToStart', () => {
  it.each([1, 2, 256])('lets %d workers start', (count) => {
    expect(refusal(count)).toBeUndefined();
  });

  it.each([
    [0, 'cannot be 0'],
    [-1, 'cannot be -1'],
    [1.5, 'cannot be 1.5'],
    [257, 'cannot be 257'],
    [1e6, 'cannot be 1000000'],
    [Number.NaN, 'cannot be NaN'],
    ['2', 'cannot be of type String'],
    [null, 'cannot be of type Null'],
    [2n, 'cannot be of type BigInt'],
    [Symbol('2'), 'cannot be of type Symbol'],
  ])('refuses %s', (count, message) => {
    expect(refusal(count)).toMatchObject({
      code: 'WORKERS_INVALID',
      who: 'sketch',
      message: expect.stringContaining(message),
      hint: expect.stringContaining('from 1 to 256'),
    });
  });

  it('refuses a signal that is none', () => {
    expect(() => refuseToStart(1, { signal: {} as never }, 'sketch')).toThrow(
      expect.objectContaining({ code: 'OPTIONS_INVALID' }),
    );
  });

  it('says first that it is aborted', () => {
    expect(() => refuseToStart(0, { signal: AbortSignal.abort('no need') }, 'sketch')).toThrow(
      expect.objectContaining({ code: 'ABORTED', cause: 'no need' }),
    );
  });
});

describe('workersFor', () => {
  it('is one per core, but not more than there can be, nor than rasters in an array', () => {
    expect(workersFor(8)).toBe(8);
    expect(workersFor(1000)).toBe(256);
    expect(workersFor(8, new Set())).toBe(8);
    expect([0, 1, 5, 9].map((length) => workersFor(8, new Array(length)))).toEqual([1, 1, 5, 8]);
    expect(workersFor(1000, new Array(999))).toBe(256);
  });
});
