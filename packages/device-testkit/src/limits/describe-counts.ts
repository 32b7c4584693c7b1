import { integerSpec } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import type { DeviceUnderTest } from '../device-under-test.js';
import { refusalOf } from '../refusal.js';
import { expectHeld, expectNamed, expectRefused, expectWarned } from './expectations.js';
import { resourcesOf } from './resources.js';

/** Everything that a chip has so much of: all of it can be used, one more is refused where it must be. */
export function describeCounts(subject: DeviceUnderTest): void {
  describe.each(resourcesOf(subject.limits))('$name, $limit', (resource) => {
    it('can all be used', () => {
      const { value, issues } = subject.map(resource.fits);
      expect(issues).toEqual([]);
      expectHeld(subject, integerSpec(value));
    });

    const { tooLarge, mapOptions } = resource;
    if (tooLarge === undefined) return;
    const excess = { limit: resource.limit, measured: resource.limit + 1 };

    if (mapOptions !== undefined) {
      it('cannot be mapped with one more', () => {
        expectNamed(refusalOf(subject.chipId, () => subject.map(tooLarge)).issues, 'error', excess);
      });
    }

    it(`give a warning in map and a refusal in configure with one more${mapOptions ? ', mapped as for a larger chip' : ''}`, () => {
      const mapped = subject.map(tooLarge, mapOptions);
      expectWarned(mapped, excess);
      expectRefused(subject, integerSpec(mapped.value), excess);
    });
  });
}
