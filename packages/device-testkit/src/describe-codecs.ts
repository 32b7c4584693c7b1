import {
  deviceConfigFromJson,
  deviceConfigToJson,
  isXylopipeError,
  type JsonValue,
  mappedSpecFromJson,
  mappedSpecToJson,
  networkGraphFromJson,
  networkGraphToJson,
  quantizedSpecFromJson,
  quantizedSpecToJson,
} from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import type { DeviceUnderTest } from './device-under-test.js';
import { Samples } from './samples.js';

/** Every artifact can be saved and read again, and whatever is not understood of a file is refused. */
export function describeCodecs(subject: DeviceUnderTest): void {
  const samples = new Samples(subject);
  const describeCodec = <T>(
    kind: string,
    artifacts: () => readonly T[],
    toJson: (artifact: T) => JsonValue,
    fromJson: (json: unknown) => T,
  ): void => {
    const file = (artifact: T): object => JSON.parse(JSON.stringify(toJson(artifact)));

    describe(`the file of a ${kind}`, () => {
      it('gives back what was written', () => {
        for (const artifact of artifacts()) expect(fromJson(file(artifact))).toEqual(artifact);
      });

      it.each([
        ['key', { surprise: 1 }],
        ['version', { version: 99 }],
      ])('is refused with an unknown %s, at its place', (_, unknown) => {
        const [artifact] = artifacts();
        expect(issuesOf(() => fromJson({ ...file(artifact as T), ...unknown }))).toMatchObject([
          { severity: 'error', at: Object.keys(unknown), hint: expect.any(String) },
        ]);
      });
    });
  };

  describeCodec('graph', () => samples.graphs(), networkGraphToJson, networkGraphFromJson);
  describeCodec('mapped specification', () => samples.mapped(), mappedSpecToJson, mappedSpecFromJson);
  describeCodec('quantized specification', () => samples.quantized(), quantizedSpecToJson, quantizedSpecFromJson);
  describeCodec('configuration', () => samples.configs(), deviceConfigToJson, deviceConfigFromJson);
}

function issuesOf(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return isXylopipeError(error) ? error.issues : error;
  }
  expect.fail('it should have been refused, and was not');
}
