import { describe, expect, it } from 'vitest';
import type { DeviceUnderTest } from '../device-under-test.js';
import type { Sketch } from '../networks/sketch.js';
import { expectHeld, expectRefused } from './expectations.js';
import { valuesAt, type Word, withValue, wordsOf } from './words.js';

/** Values of a word that are tried besides its smallest and its largest. */
const TRIED = 128;

/** The words of the chip: all values from the smallest to the largest are held as they are, what is beyond is refused, everywhere. */
export function describeWords(subject: DeviceUnderTest): void {
  const { synapsesPerHidden: synapses, outputNeurons } = subject.limits;
  const sketch: Sketch = { hidden: [2, 2], synapses, outputs: Math.min(3, outputNeurons) };

  describe.each(wordsOf(subject.limits).map((word) => [word.field, word] as const))(
    'a value of %s',
    (field, { min, max }) => {
      const spec = () => subject.spec(sketch);

      it.each([min, max])('can be %d', (value) => {
        for (const place of placesOf(valuesAt(spec(), field).length)) {
          expectHeld(subject, withValue(spec(), field, value, place));
        }
      });

      it('is configured as it is, whatever it is', () => {
        const clean = spec();
        const places = placesOf(valuesAt(clean, field).length);
        valuesOf({ min, max }).forEach((value, i) => {
          const place = places[i % places.length] as number;
          const config = expectHeld(subject, withValue(clean, field, value, place));
          expect(valuesAt(config, field)[place]).toBe(value);
        });
      });

      it.each([
        [min - 1, min],
        [max + 1, max],
      ])('cannot be %d', (measured, limit) => {
        for (const place of placesOf(valuesAt(spec(), field).length)) {
          expectRefused(subject, withValue(spec(), field, measured, place), { measured, limit, field });
        }
      });
    },
  );
}

/** The first, a middle and the last place of an array. */
const placesOf = (length: number): readonly number[] => [...new Set([0, length >> 1, length - 1])];

/** Values from the smallest to the largest, evenly. */
function valuesOf({ min, max }: Pick<Word, 'min' | 'max'>): readonly number[] {
  const count = Math.min(TRIED, max - min);
  return Array.from({ length: count + 1 }, (_, i) => min + Math.floor((i * (max - min)) / count));
}
