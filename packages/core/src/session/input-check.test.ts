import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { configOf } from '../../test/small-config.js';
import { Raster } from '../data/raster.js';
import { XylopipeError } from '../issues/error.js';
import type { Issue } from '../issues/issue.js';
import { inputClipped, inputOf } from './input-check.js';

/** The places of all that keeps a value from being the input of a network with two inputs. */
function faults(input: unknown): readonly string[] {
  try {
    inputOf(input as Raster, configOf({ weightsIn: [[1], [2]] }));
  } catch (error) {
    if (error instanceof XylopipeError) return [error.code, ...error.issues.map(({ at }) => at.join('.'))];
    throw error;
  }
  return [];
}

describe('inputOf', () => {
  it('takes one channel per input', () => {
    expect(faults(Raster.zeros(0, 2))).toEqual([]);
    expect(faults(Raster.zeros(3, 2))).toEqual([]);
  });

  it('is the raster as it is now, with the same counts', () => {
    const raster = { ...Raster.zeros(3, 2) };
    const input = inputOf(raster as Raster, configOf({ weightsIn: [[1], [2]] }));
    raster.steps = 2;
    expect(input).toMatchObject({ steps: 3, channels: 2 });
    expect(input.counts).toBe(raster.counts);
  });

  it('takes a raster that lost its class on the way', () => {
    expect(faults(structuredClone(Raster.zeros(3, 2)))).toEqual([]);
  });

  it.each([0, 1, 3])('refuses %i channels for two inputs', (channels) => {
    expect(faults(Raster.zeros(4, channels))).toEqual(['INPUT_CHANNELS']);
  });

  it.each([
    ['nothing', undefined, ['input.steps', 'input.channels', 'input.counts']],
    ['null', null, ['input.steps', 'input.channels', 'input.counts']],
    ['a list', [[0, 0]], ['input.steps', 'input.channels', 'input.counts']],
    ['counts of another type', { steps: 1, channels: 2, counts: new Float64Array(2) }, ['input.counts']],
    ['too few counts', { steps: 2, channels: 2, counts: new Uint8Array(3) }, ['input.counts']],
    ['half a timestep', { steps: 0.5, channels: 2, counts: new Uint8Array(1) }, ['input.steps']],
    ['less than no channels', { steps: 1, channels: -2, counts: [] }, ['input.channels', 'input.counts']],
    ['counts that are gone', detached(Raster.zeros(3, 2)), ['input.counts']],
  ])('refuses %s', (_, input, at) => {
    expect(faults(input)).toEqual(['INPUT_INVALID', ...at]);
  });
});

function detached(raster: Raster): Raster {
  structuredClone(raster.counts, { transfer: [raster.counts.buffer] });
  return raster;
}

const clippedIn = ({ counts, channels }: Raster, firstStep?: number): Issue | undefined =>
  inputClipped(counts, channels, firstStep);

describe('inputClipped', () => {
  it('says nothing up to 15', () => {
    expect(clippedIn(Raster.fromNested([[15, 0]]))).toBeUndefined();
    expect(clippedIn(Raster.zeros(0, 3))).toBeUndefined();
    expect(clippedIn(Raster.zeros(3, 0))).toBeUndefined();
  });

  it('names the place of a single count', () => {
    expect(
      clippedIn(
        Raster.fromNested([
          [0, 0],
          [15, 16],
        ]),
      ),
    ).toEqual({
      code: 'INPUT_CLIPPED',
      severity: 'warning',
      at: ['input', 1, 1],
      measured: 16,
      limit: 15,
      message: '1 input count is clamped as the chip does, at (timestep, channel) (1, 1)',
      hint: expect.any(String),
    });
  });

  it('counts all cells, finds the largest, and names the first five', () => {
    const issue = clippedIn(
      Raster.fromNested([
        [20, 0, 255],
        [16, 16, 16],
        [0, 99, 15],
      ]),
    );
    expect(issue).toMatchObject({ at: ['input', 0, 0], measured: 255 });
    expect(issue?.message).toBe(
      '6 input counts are clamped as the chip does, at (timestep, channel) (0, 0), (0, 2), (1, 0), (1, 1), (1, 2), ...',
    );
  });

  it('counts timesteps from where it is told to', () => {
    expect(clippedIn(Raster.fromNested([[0, 16]]), 40)).toMatchObject({ at: ['input', 40, 1] });
  });

  it('finds a count in any place of a long input, aligned to words or not', () => {
    const place = fc.record({ length: fc.integer({ min: 1, max: 3000 }), offset: fc.nat({ max: 7 }), at: fc.nat() });
    fc.assert(
      fc.property(place, fc.integer({ min: 0, max: 255 }), ({ length, offset, at }, count) => {
        const counts = new Uint8Array(new ArrayBuffer(length + offset + 5).slice(0), offset, length).fill(15);
        counts[at % length] = count;
        expect(inputClipped(counts, 1)?.at).toEqual(count > 15 ? ['input', at % length, 0] : undefined);
      }),
    );
  });

  it.each([0, 1, 2, 3])('finds a count before, in and behind the words of memory, %i bytes into one', (offset) => {
    for (let length = 1024; length < 1028; length++) {
      for (const at of [0, 1, 2, 3, 4, length - 5, length - 4, length - 3, length - 2, length - 1]) {
        const counts = new Uint8Array(new ArrayBuffer(2000), offset, length);
        counts[at] = 16;
        expect(inputClipped(counts, 1)?.at).toEqual(['input', at, 0]);
      }
    }
  });

  it('does not look beyond the counts', () => {
    const memory = new Uint8Array(5000).fill(255);
    expect(inputClipped(memory.subarray(3, 4998).fill(15), 5)).toBeUndefined();
  });
});
