import { describe, it } from 'vitest';
import type { DeviceUnderTest } from '../device-under-test.js';
import { expectHeld, expectRefused } from './expectations.js';
import { withFirst, wordsOf } from './words.js';

/** The words of the chip: the smallest and the largest value are held, what is beyond is refused. */
export function describeWords(subject: DeviceUnderTest): void {
  const { synapsesPerHidden: synapses } = subject.limits;

  describe.each(wordsOf(subject.limits).map((word) => [word.field, word] as const))(
    'a value of %s',
    (field, { min, max }) => {
      it.each([min, max])('can be %d', (value) => {
        expectHeld(subject, withFirst(subject.spec({ synapses }), field, value));
      });

      it.each([
        [min - 1, min],
        [max + 1, max],
      ])('cannot be %d', (measured, limit) => {
        expectRefused(subject, withFirst(subject.spec({ synapses }), field, measured), { measured, limit, field });
      });
    },
  );
}
