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
import { type Artifacts, sampleArtifacts } from './artifacts.js';
import type { DeviceUnderTest } from './device-under-test.js';

/** Every artifact can be saved and read again, and whatever is not understood of a file is refused. */
export function describeCodecs(subject: DeviceUnderTest): void {
  const describeCodec = <K extends keyof Artifacts>(
    kind: K,
    toJson: (artifact: Artifacts[K]) => JsonValue,
    fromJson: (json: unknown) => Artifacts[K],
  ): void => {
    const artifacts = (): readonly Artifacts[K][] => sampleArtifacts(subject).map((sample) => sample[kind]);
    const file = (artifact: Artifacts[K]): object => JSON.parse(JSON.stringify(toJson(artifact)));

    describe(`the file of ${kind}`, () => {
      it('gives back what was written', () => {
        for (const artifact of artifacts()) expect(fromJson(file(artifact))).toEqual(artifact);
      });

      it.each([
        ['key', { surprise: 1 }],
        ['version', { version: 99 }],
      ])('is refused with an unknown %s, at its place', (_, unknown) => {
        const [artifact] = artifacts();
        expect(issuesOf(() => fromJson({ ...file(artifact as Artifacts[K]), ...unknown }))).toMatchObject([
          { severity: 'error', at: Object.keys(unknown), hint: expect.any(String) },
        ]);
      });
    });
  };

  describeCodec('graph', networkGraphToJson, networkGraphFromJson);
  describeCodec('mapped', mappedSpecToJson, mappedSpecFromJson);
  describeCodec('quantized', quantizedSpecToJson, quantizedSpecFromJson);
  describeCodec('config', deviceConfigToJson, deviceConfigFromJson);
}

function issuesOf(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return isXylopipeError(error) ? error.issues : error;
  }
  expect.fail('it should have been refused, and was not');
}
