import { integerSpec } from '@xylopipe/core';
import type { Device } from '@xylopipe/core/registry';
import { describe, expect, it } from 'vitest';
import { type Artifacts, quantizeFor, sampleArtifacts } from './artifacts.js';
import { deepFreeze } from './deep-freeze.js';
import type { DeviceUnderTest } from './device-under-test.js';

/** Stages and checks give the same for the same, and leave alone what they are given. */
export function describePurity(subject: DeviceUnderTest): void {
  /** Declares the tests of a function from `input`, which is one of the artifacts or follows from them. */
  const describePure = <T>(
    name: string,
    input: (artifacts: Artifacts) => T,
    run: (device: Device, input: T) => unknown,
  ): void => {
    const inputs = (): readonly T[] => sampleArtifacts(subject).map(input);

    describe(`${name} is pure`, () => {
      it('and leaves alone what it is given', () => {
        for (const given of inputs()) {
          const before = structuredClone(given);
          run(subject.device, given);
          expect(given).toEqual(before);
        }
      });

      it('and takes what is frozen', () => {
        for (const given of inputs())
          expect(run(subject.device, deepFreeze(given))).toEqual(run(subject.device, given));
      });

      it('and gives the same bits every time, on every instance', () => {
        const once = inputs().map((given) => run(subject.device, given));
        expect(inputs().map((given) => run(subject.device, given))).toEqual(once);
        expect(inputs().map((given) => run(subject.newDevice(), given))).toEqual(once);
      });
    });
  };

  describePure(
    'map',
    ({ graph }) => graph,
    ({ mapper }, graph) => mapper.map(graph),
  );
  describePure(
    'quantize',
    ({ mapped }) => mapped,
    (_, spec) => quantizeFor(subject, spec),
  );
  describePure(
    'configure',
    ({ mapped }) => integerSpec(mapped),
    ({ configurator }, spec) => configurator.configure(spec),
  );
  describePure(
    'validate',
    ({ config }) => config,
    ({ validator }, config) => validator.validate(config),
  );
}
