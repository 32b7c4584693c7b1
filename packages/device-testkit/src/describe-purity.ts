import { deviceConfigFromSpec } from '@xylopipe/core';
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
        const [once, again, elsewhere] = [inputs(), inputs(), inputs()];
        once.forEach((input, i) => {
          const outcome = run(subject.device, input);
          expect(run(subject.device, again[i] as T)).toEqual(outcome);
          expect(run(subject.newDevice(), elsewhere[i] as T)).toEqual(outcome);
        });
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
    // Not of the configurator, which has shown them to the validator.
    () => samples.legal().map(deviceConfigFromSpec),
    ({ validator }, config) => validator.validate(config),
  );
}
