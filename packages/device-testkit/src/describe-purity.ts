import type { Device } from '@xylopipe/core/registry';
import { describe, expect, it } from 'vitest';
import { deepFreeze } from './deep-freeze.js';
import type { DeviceUnderTest } from './device-under-test.js';
import { quantizeFor, Samples } from './samples.js';

/** Stages and checks give the same for the same, and leave alone what they are given. */
export function describePurity(subject: DeviceUnderTest): void {
  const samples = new Samples(subject);

  /** Declares the tests of one function of a device. */
  const describePure = <T>(name: string, inputs: () => readonly T[], run: (device: Device, input: T) => unknown) => {
    const outcomes = (device: Device): readonly unknown[] => inputs().map((input) => run(device, input));

    describe(`${name} is pure`, () => {
      it('and leaves alone what it is given', () => {
        for (const input of inputs()) {
          const before = structuredClone(input);
          run(subject.device, input);
          expect(input).toEqual(before);
        }
      });

      it('and takes what is frozen', () => {
        for (const input of inputs()) expect(() => run(subject.device, deepFreeze(input))).not.toThrow();
      });

      it('and gives the same bits every time, on every instance', () => {
        const once = outcomes(subject.device);
        expect(outcomes(subject.device)).toEqual(once);
        expect(outcomes(subject.newDevice())).toEqual(once);
      });
    });
  };

  describePure(
    'map',
    () => samples.graphs(),
    ({ mapper }, graph) => mapper.map(graph),
  );
  describePure(
    'quantize',
    () => samples.mapped(),
    (_, spec) => quantizeFor(subject, spec),
  );
  describePure(
    'configure',
    () => samples.legal(),
    ({ configurator }, spec) => configurator.configure(spec),
  );
  describePure(
    'validate',
    () => samples.configs(),
    ({ validator }, config) => validator.validate(config),
  );
}
