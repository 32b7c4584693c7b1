import { integerSpec } from '@xylopipe/core';
import { describe, it } from 'vitest';
import type { DeviceUnderTest } from '../device-under-test.js';
import type { Rivals } from '../equality/compare.js';
import { expectFaithful } from '../expect-faithful.js';
import { PATIENCE } from '../patience.js';
import { expectRefused, expectUnmappable, expectWarned } from './expectations.js';
import { type Resource, resourcesOf } from './resources.js';

/** Everything that a chip has so much of: all of it can be used, one more is refused where it must be. */
export function describeCounts(subject: DeviceUnderTest, rivals: Rivals): void {
  for (const resource of resourcesOf(subject.limits)) {
    describe(`${resource.name}, ${resource.limit}`, { timeout: PATIENCE }, () =>
      describeCount(subject, rivals, resource),
    );
  }
}

function describeCount(
  subject: DeviceUnderTest,
  rivals: Rivals,
  { limit, fits, tooLarge, mapOptions }: Resource,
): void {
  it(tooLarge === undefined ? 'can be used as far as other limits allow' : 'can all be used', () =>
    expectFaithful(subject, rivals, fits),
  );

  if (tooLarge === undefined) return;
  const excess = { limit, measured: limit + 1 };

  if (mapOptions !== undefined) {
    it('cannot be mapped with one more', () => {
      expectUnmappable(subject, tooLarge, excess);
    });
  }

  const as = mapOptions === undefined ? '' : ', mapped as for a larger chip';
  it(`give a warning in map and a refusal in configure with one more${as}`, () => {
    const mapped = subject.map(tooLarge, mapOptions);
    expectWarned(mapped, excess);
    expectRefused(subject, integerSpec(mapped.value), excess);
  });
}
