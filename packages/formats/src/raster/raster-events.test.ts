import { Raster } from '@xylopipe/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problems, refusal } from '../../test/refusal.js';
import { type AddressEvent, rasterFromEvents, rasterToEvents } from './raster-events.js';

describe('address events', () => {
  it('add up where they meet, in any order', () => {
    const raster = rasterFromEvents([
      [2, 0],
      [0, 1],
      [2, 0],
    ]);
    expect(raster.toNested()).toEqual([
      [0, 1],
      [0, 0],
      [2, 0],
    ]);
  });

  it('fill a raster of the size that is asked for', () => {
    expect(rasterFromEvents([[0, 0]], { steps: 4, channels: 2 })).toMatchObject({ steps: 4, channels: 2 });
    expect(rasterFromEvents([])).toMatchObject({ steps: 0, channels: 0 });
    expect(
      problems(() =>
        rasterFromEvents(
          [
            [0, 0],
            [4, 1],
            [0, 2],
          ],
          { steps: 4, channels: 2 },
        ),
      ),
    ).toEqual(['EVENT_OUTSIDE [1]', 'EVENT_OUTSIDE [2]']);
  });

  it('are refused unless at whole places', () => {
    const events: AddressEvent[] = [
      [0, 0],
      [-1, 0],
      [0, 0.5],
      [Number.NaN, 0],
      [0, Number.POSITIVE_INFINITY],
    ];
    expect(problems(() => rasterFromEvents(events))).toEqual([1, 2, 3, 4].map((i) => `EVENT_INVALID [${i}]`));
  });

  it('are refused where a cell cannot hold them, or the raster would be absurdly long', () => {
    const many = Array.from({ length: 256 }, (): AddressEvent => [1, 2]);
    expect(problems(() => rasterFromEvents(many))).toEqual(['RASTER_OVER_255 [1][2]']);
    expect(rasterFromEvents(many.slice(1)).at(1, 2)).toBe(255);
    expect(refusal(() => rasterFromEvents([[1e12, 0]]))).toMatchObject({ code: 'RASTER_SIZE' });
  });

  it('come out ordered, one per spike', () => {
    expect(
      rasterToEvents(
        Raster.fromNested([
          [0, 2],
          [1, 0],
        ]),
      ),
    ).toEqual([
      [0, 1],
      [0, 1],
      [1, 0],
    ]);
  });

  it('come back', () => {
    const events = fc.array(fc.tuple(fc.nat({ max: 20 }), fc.nat({ max: 9 })), { maxLength: 60 });
    fc.assert(
      fc.property(events, (list) => {
        const ordered = list.toSorted(([t, n], [u, m]) => t - u || n - m);
        expect(rasterToEvents(rasterFromEvents(list))).toEqual(ordered);
      }),
    );
  });
});
