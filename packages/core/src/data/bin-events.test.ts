import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isXylopipeError, type XylopipeError } from '../issues/error.js';
import { formatPath } from '../issues/issue.js';
import { type BinOptions, binEvents, type TimedEvents } from './bin-events.js';

const MS: BinOptions = { dt: 0.001, unit: 'us' };

const events = (...list: readonly (readonly [number, number, number?])[]): TimedEvents => ({
  times: list.map(([t]) => t),
  channels: list.map(([, channel]) => channel),
  ...(list.some(([, , p]) => p !== undefined) && { polarities: list.map(([, , p]) => p ?? Number.NaN) }),
});

function refusal(...given: Parameters<typeof binEvents>): XylopipeError {
  try {
    binEvents(...given);
  } catch (error) {
    if (isXylopipeError(error)) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

const problems = ({ issues }: XylopipeError): readonly string[] =>
  issues.map(({ code, at }) => `${code} ${formatPath(at)}`);

describe('events that are binned', () => {
  it('add up in the steps and channels that they fall into, in any order', () => {
    const { value, issues } = binEvents(events([2500, 0], [0, 1], [999, 1], [1000, 0], [2000, 0]), MS);
    expect(value.toNested()).toEqual([
      [0, 2],
      [1, 0],
      [2, 0],
    ]);
    expect(issues).toEqual([]);
  });

  it('fill a raster of the size that is asked for', () => {
    expect(binEvents(events([0, 0]), MS, { steps: 4, channels: 2 }).value).toMatchObject({ steps: 4, channels: 2 });
    expect(binEvents(events(), MS).value).toMatchObject({ steps: 0, channels: 0 });
    expect(binEvents(events(), MS, { steps: 3, channels: 1 }).value.toNested()).toEqual([[0], [0], [0]]);
    const late = events([0, 0], [3999, 1], [4000, 1], [0, 2]);
    expect(problems(refusal(late, MS, { steps: 4, channels: 2 }))).toEqual(['EVENT_OUTSIDE [2]', 'EVENT_OUTSIDE [3]']);
    expect(refusal(events(), MS, { steps: -1 })).toMatchObject({ code: 'RASTER_SIZE' });
    expect(refusal(events([1e18, 0]), MS)).toMatchObject({ code: 'RASTER_SIZE' });
    expect(refusal(events([0, 2 ** 40]), MS)).toMatchObject({ code: 'RASTER_SIZE' });
  });

  it('are lost where a cell is full, and counted', () => {
    const full = Array.from({ length: 255 }, () => [1000, 2] as const);
    expect(binEvents(events(...full), MS)).toMatchObject({ issues: [] });
    const { value, issues } = binEvents(events(...full, [1500, 2], [0, 0], [1999, 2]), MS);
    expect([value.at(1, 2), value.at(0, 0)]).toEqual([255, 1]);
    expect(issues).toEqual([
      {
        code: 'EVENTS_CLIPPED',
        severity: 'warning',
        at: [1, 2],
        measured: 257,
        limit: 255,
        message: '2 of 258 events are lost in 1 cells that are full; here the largest count',
        hint: 'use a shorter dt',
      },
    ]);
  });

  it('are lost over a limit of the caller’s too', () => {
    const list = events([0, 0], [0, 0], [0, 0], [0, 1], [0, 1], [1000, 1]);
    const { value, issues } = binEvents(list, { ...MS, maxCount: 1 });
    expect(value.toNested()).toEqual([
      [1, 1],
      [0, 1],
    ]);
    expect(issues).toMatchObject(
      [{ at: [0, 0], measured: 3, limit: 1, message: /^3 of 6 events .* 2 cells/ }].map(({ message, ...issue }) => ({
        ...issue,
        message: expect.stringMatching(message),
      })),
    );
    for (const maxCount of [0, 256, 1.5, Number.NaN]) {
      expect(refusal(list, { ...MS, maxCount })).toMatchObject({ code: 'OPTIONS_INVALID' });
    }
  });

  it('are merged or split by polarity, as is said', () => {
    const list = events([0, 0, 1], [0, 0, 0], [0, 1, 1], [0, 1, -1], [0, 1, 1]);
    expect(binEvents(list, { ...MS, polarity: 'merge' }).value.toNested()).toEqual([[2, 3]]);
    expect(binEvents(list, { ...MS, polarity: 'split' }).value.toNested()).toEqual([[1, 1, 1, 2]]);
    expect(binEvents(events([0, 1, 0]), { ...MS, polarity: 'split' }).value.toNested()).toEqual([[0, 0, 1, 0]]);
    expect(problems(refusal(list, { ...MS, polarity: 'split' }, { channels: 3 }))).toEqual([
      'EVENT_OUTSIDE [2]',
      'EVENT_OUTSIDE [4]',
    ]);
  });

  it('are refused until it is said what becomes of polarity', () => {
    expect(refusal(events([0, 0, 1]), MS)).toMatchObject({
      code: 'POLARITY_UNDECIDED',
      hint: expect.stringContaining('split'),
    });
    expect(refusal(events([0, 0]), { ...MS, polarity: 'merge' })).toMatchObject({ code: 'POLARITY_UNDECIDED' });
    const other = { ...MS, polarity: 'on' as 'merge' };
    expect(refusal(events([0, 0, 1]), other)).toMatchObject({ code: 'OPTIONS_INVALID' });
  });

  it('are refused with everything that is wrong with them', () => {
    const list = events(
      [0, 0, 1],
      [Number.NaN, 0, 1],
      [Number.POSITIVE_INFINITY, 0, 1],
      [-1, 0, 1],
      [0, -1, 1],
      [0, 0.5, 1],
      [0, Number.NaN, 0],
      [0, 0, 2],
      [0, 0, Number.NaN],
    );
    const error = refusal(list, { ...MS, polarity: 'merge' });
    expect(error).toMatchObject({ code: 'EVENTS_INVALID', message: expect.stringContaining('8 bad events') });
    expect(problems(error)).toEqual([
      'EVENT_INVALID [1]',
      'EVENT_INVALID [2]',
      'EVENT_EARLY [3]',
      ...[4, 5, 6, 7, 8].map((i) => `EVENT_INVALID [${i}]`),
    ]);
    expect(error.issues[4]).toMatchObject({ measured: '(0, 0.5, 1)', message: expect.stringContaining('event 5') });
  });

  it('are refused with the first ten and the number of all', () => {
    const error = refusal(events(...Array.from({ length: 5000 }, () => [-1, 0] as const)), MS);
    expect(error.issues).toHaveLength(10);
    expect(error.message).toContain('5000 bad events, the first 10 are shown');
  });

  it('are refused as lists of several lengths', () => {
    expect(refusal({ times: [1, 2], channels: [0] }, MS)).toMatchObject({ code: 'EVENTS_INVALID' });
    const more = { times: [1], channels: [0], polarities: [] };
    expect(refusal(more, { ...MS, polarity: 'merge' })).toMatchObject({ code: 'EVENTS_INVALID' });
  });

  it('are all there, or said to be lost', () => {
    const list = fc.array(fc.tuple(fc.nat(20_000), fc.nat(3)), { maxLength: 300 });
    fc.assert(
      fc.property(list, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 9 }), (given, maxCount, ms) => {
        const { value, issues } = binEvents(events(...given), { dt: ms / 1000, unit: 'us', maxCount });
        const counted = value.totals().reduce((n, total) => n + total, 0);
        const lost = Number(/^\d+/.exec(issues[0]?.message ?? '0'));
        expect(counted + lost).toBe(given.length);
        expect(Math.max(0, ...value.counts)).toBeLessThanOrEqual(maxCount);
        for (const [t, channel] of given) expect(value.at(Math.floor(t / (ms * 1000)), channel)).toBeGreaterThan(0);
      }),
    );
  });
});
