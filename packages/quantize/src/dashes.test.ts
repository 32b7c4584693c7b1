import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smallSpec } from '../test/small-spec.js';
import { DASH_ROUNDINGS, type DashRounding, roundDashes } from './dashes.js';

const rounded = (rounding: DashRounding, ...dashMem: number[]): number[] =>
  Array.from(roundDashes(smallSpec({ threshold: dashMem, dashMem }), rounding).dashMem);

describe('roundDashes', () => {
  it.each([
    ['nearest', [2.5, 3.5, 2.51, 4], [2, 4, 3, 4]],
    ['up', [2.5, 3.01, 4, 0], [3, 4, 4, 0]],
    ['down', [2.5, 3.99, 4, 0], [2, 3, 4, 0]],
  ] as const)('%s', (rounding, dashes, whole) => {
    expect(rounded(rounding, ...dashes)).toEqual(whole);
  });

  it('leaves nearly whole dashes where they are, up and down', () => {
    expect([rounded('up', 4.000001, 4.0001), rounded('down', 3.999999, 3.9999)]).toEqual([
      [4, 5],
      [4, 3],
    ]);
  });

  it('decay: 2.5 timesteps lose 1 - exp(-1 / 2.5) = 0.330, which a quarter is nearer to than a half', () => {
    expect([rounded('decay', Math.log2(2.5)), rounded('nearest', Math.log2(2.5))]).toEqual([[2], [1]]);
  });

  it('decay: of no time constant, nothing is kept; of the shortest that can be mapped, half is', () => {
    expect(rounded('decay', -20, 0.0001)).toEqual([0, 1]);
  });

  it('decay takes back what a bit-shift decay was mapped to', () => {
    for (let dash = 1; dash <= 15; dash++) {
      expect(rounded('decay', Math.log2(-1 / Math.log1p(-(2 ** -dash))))).toEqual([dash]);
    }
  });

  it('decay is never farther from the decay asked for than any other dash', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 15, noNaN: true }), (dash) => {
        const error = (whole: number): number => Math.abs(1 - 2 ** -whole - Math.exp(-(2 ** -dash)));
        const [found] = rounded('decay', dash) as [number];
        for (let other = 0; other <= 16; other++) expect(error(found)).toBeLessThanOrEqual(error(other) + 1e-15);
      }),
    );
  });

  it.each(DASH_ROUNDINGS)('%s leaves a second synapse that there is not, and all whole dashes from 5', (rounding) => {
    const spec = { ...smallSpec({ dashMem: [5, 15] }), dashSyn2: Float64Array.of(0, 7) };
    expect(roundDashes(spec, rounding)).toMatchObject({
      dashMem: Float64Array.of(5, 15),
      dashSyn2: Float64Array.of(0, 7),
    });
  });

  it('makes whole numbers of all five, none of them a negative 0', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...DASH_ROUNDINGS),
        fc.double({ min: -1, max: 15, noNaN: true }),
        (rounding, dash) => {
          const one = Float64Array.of(dash);
          const dashes = roundDashes(
            { dashMem: one, dashSyn: one, dashSyn2: one, dashMemOut: one, dashSynOut: one },
            rounding,
          );
          for (const [whole = Number.NaN] of Object.values(dashes)) {
            expect(Number.isInteger(whole) && !Object.is(whole, -0)).toBe(true);
            expect(Math.abs(whole - dash)).toBeLessThan(rounding === 'decay' ? 1.5 : 1.00002);
          }
        },
      ),
    );
  });
});
