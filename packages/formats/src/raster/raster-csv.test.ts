import { Raster } from '@xylopipe/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problems, refusal } from '../../test/refusal.js';
import { rasterFromCsv, rasterToCsv } from './raster-csv.js';

const csv = (...lines: string[]): string => ['timestep,channel,count', ...lines].join('\n');

describe('raster as CSV', () => {
  it('is read in any order of lines', () => {
    const raster = rasterFromCsv(csv('2,0,3', '0,1,15'));
    expect(raster.toNested()).toEqual([
      [0, 15],
      [0, 0],
      [3, 0],
    ]);
  });

  it('has the size that is asked for', () => {
    const raster = rasterFromCsv(csv('1,0,1'), { steps: 3, channels: 2 });
    expect([raster.steps, raster.channels]).toEqual([3, 2]);
    expect(rasterFromCsv(csv('1,0,1'), { channels: 4 })).toMatchObject({ steps: 2, channels: 4 });
    expect(rasterFromCsv(csv(), { steps: 5, channels: 4 })).toMatchObject({ steps: 5, channels: 4 });
    expect(rasterFromCsv(csv())).toMatchObject({ steps: 0, channels: 0 });
  });

  it('may have Windows line ends, spaces, empty lines, a byte order mark and whole numbers in any notation', () => {
    const text = '\uFEFFtimestep , channel,count\r\n 1.0, 0 ,2e0\r\n\r\n0,1,+1.\r\n';
    expect(rasterFromCsv(text).toNested()).toEqual([
      [0, 1],
      [2, 0],
    ]);
  });

  it.each([[''], ['1,2,3'], ['timestep,channel'], ['channel,timestep,count\n'], ['timestep;channel;count'], ['[[1]]']])(
    'is refused without the header: %j',
    (text) => {
      expect(refusal(() => rasterFromCsv(text))).toMatchObject({
        code: 'CSV_INVALID',
        message: expect.stringContaining('"timestep,channel,count"'),
      });
    },
  );

  it('is refused with every bad line', () => {
    const text = csv(
      '0,0,1',
      '1,1',
      '1,1,1,1',
      'a,1,1',
      '1,,1',
      '-1,1,1',
      '1,0.5,1',
      '1,1,0x10',
      'NaN,1,1',
      '1e400,1,1',
    );
    const error = refusal(() => rasterFromCsv(text));
    expect(error).toMatchObject({ code: 'CSV_INVALID', message: expect.stringContaining('9 bad lines') });
    expect(problems(() => rasterFromCsv(text))).toEqual(
      [3, 4, 5, 6, 7, 8, 9, 10, 11].map((n) => `CSV_LINE line[${n}]`),
    );
    expect(error.issues[2]?.message).toBe('line 5: "a" is not a number');
  });

  it('lists ten bad lines and counts the rest', () => {
    const found = problems(() => rasterFromCsv(csv(...Array.from({ length: 5000 }, () => 'x'))));
    expect(found).toHaveLength(11);
    expect(found.at(-1)).toBe('MORE_ISSUES');
  });

  it('is refused with lines outside of the size that is asked for', () => {
    const text = csv('0,0,1', '2,0,1', '0,1,1');
    expect(problems(() => rasterFromCsv(text, { steps: 2, channels: 1 }))).toEqual([
      'CSV_OUTSIDE line[3]',
      'CSV_OUTSIDE line[4]',
    ]);
  });

  it('is refused with two lines for one cell', () => {
    const error = refusal(() => rasterFromCsv(csv('0,0,1', '1,1,1', '0,0,1')));
    expect(error.issues).toMatchObject([{ code: 'CSV_REPEATED', message: 'line 4: (0, 0) is on line 2 already' }]);
  });

  it('leaves counts to the raster', () => {
    expect(problems(() => rasterFromCsv(csv('0,0,-1', '0,1,1.5', '1,0,256', '1,1,1e999')))).toEqual([
      'RASTER_NEGATIVE [0][0]',
      'RASTER_FRACTIONAL [0][1]',
      'RASTER_OVER_255 [1][0]',
      'RASTER_NOT_FINITE [1][1]',
    ]);
  });

  it('is not believed to have any number of cells', () => {
    expect(refusal(() => rasterFromCsv(csv('1000000000000,0,1')))).toMatchObject({ code: 'RASTER_SIZE' });
    expect(refusal(() => rasterFromCsv(csv('0,9007199254740991,1')))).toMatchObject({ code: 'RASTER_SIZE' });
    expect(refusal(() => rasterFromCsv(csv('0,0,1'), { steps: -1 }))).toMatchObject({ code: 'RASTER_SIZE' });
    expect(refusal(() => rasterFromCsv(csv('0,0,1'), { channels: 1.5 }))).toMatchObject({ code: 'RASTER_SIZE' });
  });

  it('has a line per cell with spikes, and one for the last cell', () => {
    expect(
      rasterToCsv(
        Raster.fromNested([
          [0, 2],
          [1, 0],
          [0, 0],
        ]),
      ),
    ).toBe(`${csv('0,1,2', '1,0,1', '2,1,0')}\n`);
    expect(rasterToCsv(Raster.zeros(0, 0))).toBe('timestep,channel,count\n');
  });

  it('comes back', () => {
    const size = fc.record({ steps: fc.integer({ min: 1, max: 6 }), channels: fc.integer({ min: 1, max: 6 }) });
    const rasters = size.chain(({ steps, channels }) =>
      fc
        .uint8Array({ minLength: steps * channels, maxLength: steps * channels })
        .map((counts) => new Raster(steps, channels, counts)),
    );
    fc.assert(
      fc.property(rasters, (raster) => {
        expect(rasterFromCsv(rasterToCsv(raster))).toEqual(raster);
        expect(rasterFromCsv(rasterToCsv(raster), raster)).toEqual(raster);
      }),
    );
  });

  it('of any text is read or refused', () => {
    const line = fc.array(fc.oneof(fc.nat({ max: 300 }).map(String), fc.constantFrom('', '-1', '1e9', '.', 'x', '\r')));
    fc.assert(
      fc.property(fc.array(line.map((cells) => cells.join(','))), (lines) => {
        try {
          expect(rasterFromCsv(csv(...lines)).counts.length).toBeLessThan(1e5);
        } catch (error) {
          expect(error).toMatchObject({ name: 'XylopipeError' });
        }
      }),
    );
  });
});
