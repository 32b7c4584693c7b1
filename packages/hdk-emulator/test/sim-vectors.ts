import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Input } from './drive.js';
import { RECORDED_SIGNALS, type RecordedSignal, type Recording } from './recording.js';
import type { Spec } from './spec.js';

const vectors = resolve(import.meta.dirname, '../../..', process.env.XYLOPIPE_VECTORS ?? '../shared/vectors');
const folder = join(vectors, 'sim');

/** Where the recorded cases of the simulator should be, and whether they are. */
export const simVectors = { folder, there: existsSync(folder) };

/** One evolve call, and what a simulator recorded: all states, or hashes of them. */
export interface Segment {
  readonly reset_before?: boolean;
  readonly input: Input;
  readonly expected: { readonly [S in RecordedSignal]?: readonly (readonly number[])[] } & {
    readonly hibernation: readonly number[] | null;
    readonly sha256?: Readonly<Record<RecordedSignal, string>>;
  };
}

export interface SimCase {
  readonly name: string;
  readonly core: 'v1' | 'v2';
  readonly device: string;
  readonly spec: Spec;
  readonly segments: readonly Segment[];
}

/** All recorded cases; none where they are not there. */
export const simCaseNames: readonly string[] = simVectors.there
  ? readdirSync(folder)
      .filter((name) => name.endsWith('.json.gz'))
      .sort()
  : [];

export function readSimCase(name: string): SimCase {
  const json = JSON.parse(gunzipSync(readFileSync(join(folder, name))).toString());
  return { ...json, segments: json.segments ?? [{ input: json.input, expected: json.expected }] };
}

/** The first element that differs, as text; `undefined` if none does. */
export function difference(recording: Recording, { expected }: Segment): string | undefined {
  for (const signal of RECORDED_SIGNALS) {
    const ours = recording[signal];
    const theirs = expected[signal];
    if (theirs === undefined) {
      const hash = createHash('sha256')
        .update(new Uint8Array(Int16Array.from(ours.flat()).buffer))
        .digest('hex');
      if (hash !== expected.sha256![signal]) return `hash of ${signal}`;
      continue;
    }
    for (let t = 0; t < theirs.length; t++)
      for (let n = 0; n < theirs[t].length; n++)
        if (ours[t]?.[n] !== theirs[t][n])
          return `${signal}: timestep ${t}, neuron ${n} is ${ours[t]?.[n]}, recorded ${theirs[t][n]}`;
    if (ours.length !== theirs.length) return `${signal}: ${ours.length} timesteps, recorded ${theirs.length}`;
  }
  return undefined;
}
