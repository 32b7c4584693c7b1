import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { deviceConfigFromSpec, type Evolution, integerSpec, Raster, type UpdateRule } from '@xylopipe/core';
import { specificationFromJson } from '@xylopipe/formats';
import type { Workload } from './workload.js';

/** A network whose behaviour was recorded from the published simulator. */
export interface RecordedWorkload extends Workload {
  /** SHA-256 of a signal's 16-bit words, little-endian. */
  readonly sha256: Readonly<Record<HashedSignal, string>>;
}

const HASHED = { spikesHidden: 'sha256_spikes_hidden', spikesOut: 'sha256_spikes_out', vmem: 'sha256_vmem' } as const;
type HashedSignal = keyof typeof HASHED;

interface BenchFile {
  readonly name: string;
  readonly core: UpdateRule;
  readonly device: string;
  readonly spec: Readonly<Record<string, unknown>>;
  readonly input: readonly (readonly number[])[];
  readonly expected: Readonly<Record<(typeof HASHED)[HashedSignal], string>>;
}

const repository = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * The folder of the recorded networks, in the one that `XYLOPIPE_VECTORS` names (default `../shared/vectors`);
 * `undefined` where there is none. Throws if it was named and does not exist.
 */
export function recordedFolder(named = process.env.XYLOPIPE_VECTORS): string | undefined {
  const folder = join(resolve(repository, named ?? '../shared/vectors'), 'bench');
  if (existsSync(folder)) return folder;
  if (named !== undefined) throw new Error(`XYLOPIPE_VECTORS names ${named}, where there is no ${folder}`);
  return undefined;
}

/** The recorded networks of a folder. */
export function readRecorded(folder: string): readonly RecordedWorkload[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json.gz'));
  return files
    .sort()
    .map((name) => recordedWorkload(JSON.parse(gunzipSync(readFileSync(join(folder, name))).toString('utf8'))));
}

function recordedWorkload({ name, core, device, spec, input, expected }: BenchFile): RecordedWorkload {
  const { has_bias: _, ...fields } = spec;
  const { value } = specificationFromJson(fields, { chipId: device });
  return {
    id: name,
    what: 'recorded',
    config: deviceConfigFromSpec(value.stage === 'mapped' ? integerSpec(value) : value),
    updateRule: core,
    inputs: [Raster.fromNested(input)],
    start: undefined,
    sha256: {
      spikesHidden: expected.sha256_spikes_hidden,
      spikesOut: expected.sha256_spikes_out,
      vmem: expected.sha256_vmem,
    },
  };
}

/** The signals of a whole recording that are not as recorded. */
export const otherThanRecorded = ({ sha256 }: RecordedWorkload, { signals }: Evolution): readonly string[] =>
  Object.entries(sha256)
    .filter(([name, hash]) => sha256OfInt16(signals[name as HashedSignal]?.data ?? new Int16Array(0)) !== hash)
    .map(([name]) => name);

function sha256OfInt16(values: Int16Array): string {
  const bytes = new DataView(new ArrayBuffer(values.length * 2));
  for (const [i, value] of values.entries()) bytes.setInt16(i * 2, value, true);
  return createHash('sha256').update(bytes).digest('hex');
}
