import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type TimeStepOptions, TimeSteps, type TimeUnit } from './time-steps.js';

const stepOf = (time: number, options: Partial<TimeStepOptions> = {}, times: ArrayLike<number> = [time]): number =>
  new TimeSteps({ dt: 0.001, unit: 's', ...options }, times).of(time);

const PER_SECOND: Readonly<Record<TimeUnit, number>> = { s: 1, ms: 1e3, us: 1e6, ns: 1e9 };
const unit = fc.constantFrom<TimeUnit>('s', 'ms', 'us', 'ns');
const border = fc.constantFrom('start' as const, 'end' as const);

describe('the timestep of a time', () => {
  it('begins with its first moment, and ends before its last', () => {
    expect([0, 0.0004, 0.0009999, 0.001, 0.0011].map((time) => stepOf(time))).toEqual([0, 0, 0, 1, 1]);
    expect([0, 0.0004, 0.001, 0.0010001].map((time) => stepOf(time, { border: 'end' }))).toEqual([-1, 0, 0, 1]);
    expect(Object.is(stepOf(-0), 0)).toBe(true);
  });

  it('is that of the border where a quotient misses it', () => {
    expect(0.3 / 0.1).toBeLessThan(3);
    expect(stepOf(0.3, { dt: 0.1 })).toBe(3);
    expect(stepOf(0.3, { dt: 0.1, border: 'end' })).toBe(2);
    expect(stepOf(0.1 + 0.2, { dt: 0.1 })).toBe(3);
    expect(0.000123 * 1e6).toBeGreaterThan(123);
    expect(stepOf(123e10, { dt: 0.000123, unit: 'us' })).toBe(1e10);
    expect(stepOf(123e10 - 1, { dt: 0.000123, unit: 'us' })).toBe(1e10 - 1);
  });

  it('counts from the start, which may be that of the first event', () => {
    expect(stepOf(1500, { unit: 'us', start: 1500 })).toBe(0);
    expect(stepOf(1499, { unit: 'us', start: 1500 })).toBe(-1);
    const times = [7500, Number.NaN, 5200, Number.POSITIVE_INFINITY];
    expect(stepOf(7500, { unit: 'us', start: 'first' }, times)).toBe(2);
    expect(stepOf(3, { start: 'first' }, [])).toBe(3000);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('is none for %s', (time) => {
    expect(Number.isFinite(stepOf(time))).toBe(false);
  });

  it.each<[string, object]>([
    ['dt', { dt: 0 }],
    ['dt', { dt: -1 }],
    ['dt', { dt: Number.NaN }],
    ['dt', { dt: Number.POSITIVE_INFINITY }],
    ['dt', { dt: '1' }],
    ['unit', { unit: 'min' }],
    ['unit', { unit: undefined }],
    ['unit', { unit: 'constructor' }],
    ['start', { start: Number.NaN }],
    ['start', { start: 'last' }],
    ['border', { border: 'middle' }],
  ])('needs a %s: %j', (option, options) => {
    expect(() => stepOf(1, options)).toThrow(
      expect.objectContaining({ code: 'OPTIONS_INVALID', message: expect.stringContaining(`"${option}"`) }),
    );
  });

  it('is k for whole times from k steps on, exactly', () => {
    const cases = fc.record({
      width: fc.integer({ min: 1, max: 10_000_000 }),
      k: fc.integer({ min: 1, max: 900_000_000 }),
      start: fc.integer({ min: -1_000_000, max: 1_000_000 }),
    });
    fc.assert(
      fc.property(cases, fc.constantFrom<TimeUnit>('ms', 'us', 'ns'), ({ width, k, start }, name) => {
        const options = { dt: width / PER_SECOND[name], unit: name, start };
        const at = start + k * width;
        fc.pre(Number.isSafeInteger(at));
        expect([at - 1, at, at + width - 1].map((time) => stepOf(time, options))).toEqual([k - 1, k, k]);
        const atEnd = [at - width + 1, at, at + 1].map((time) => stepOf(time, { ...options, border: 'end' }));
        expect(atEnd).toEqual([k - 1, k - 1, k]);
      }),
    );
  });

  it('is k for k dt as any float64 has it', () => {
    const dts = fc.integer({ min: 1, max: 99_999 }).chain((n) => fc.constantFrom(n / 1e6, n / 7e5, n * 1e-7));
    fc.assert(
      fc.property(dts, fc.integer({ min: 0, max: 2 ** 26 }), unit, border, (dt, k, name, where) => {
        const options = { dt, unit: name, border: where };
        const step = where === 'start' ? k : k - 1;
        const width = dt * PER_SECOND[name];
        // Beyond, `k * width` may be another whole number than the one meant.
        fc.pre(k * width < 2 ** 50);
        expect(stepOf(k * width, options)).toBe(step);
        expect(stepOf((k + 0.5) * width, options)).toBe(k);
      }),
    );
  });

  it('is k for k dt from a start', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), fc.nat(100_000), fc.nat(1_000_000), (n, k, late) => {
        const dt = n / 1e5;
        const start = late / 1e3;
        expect(stepOf(start + k * dt, { dt, start })).toBe(k);
        expect(stepOf(start + (k + 0.5) * dt, { dt, start })).toBe(k);
      }),
    );
  });

  it('is k for k dt as float32 has it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), fc.nat(1_000_000), (n, k) => {
        const dt = n / 1e6;
        const times = Float32Array.of(k * dt, (k + 0.5) * dt);
        expect(Array.from(times, (time) => stepOf(time, { dt }, times))).toEqual([k, k]);
      }),
    );
  });
});
