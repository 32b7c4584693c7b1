import {
  deviceConfigFromSpec,
  type Evolution,
  type NetworkTree,
  Raster,
  type SignalName,
  totalsOf,
} from '@xylopipe/core';
import { networkTreeFromRockpool, rasterFromBytes } from '@xylopipe/formats';
import { quantize } from '@xylopipe/quantize';
import type { Context } from '../context.js';
import { arrayDifference, firstOf, sha256OfInt16, valueDifference } from '../difference.js';
import { openSimulator } from '../open-simulator.js';
import type { RecordedSpec } from '../recorded-spec.js';
import { type CaseResult, runCase } from '../result.js';
import { specDifference } from '../spec-difference.js';
import { readJson } from '../vectors.js';
import { graphOf } from './map.js';
import { synNetDifference } from './syn-net.js';

/** Hashes of recordings, under the reference's names. */
type Hashes = Readonly<Record<'Vmem' | 'Isyn' | 'Spikes' | 'Vmem_out' | 'Isyn_out', string>>;

const HASHED_SIGNALS: Readonly<Record<keyof Hashes, SignalName>> = {
  Vmem: 'vmem',
  Isyn: 'isyn',
  Spikes: 'spikesHidden',
  Vmem_out: 'vmemOut',
  Isyn_out: 'isynOut',
};

type SoundResult = {
  readonly sum: readonly number[];
  readonly times: readonly (readonly number[])[];
  readonly hidden_total: number;
} & {
  readonly [K in keyof Hashes as `sha256_${K}`]: string;
};

interface SoundMethod {
  readonly spec: RecordedSpec;
  readonly expected: {
    readonly reset: Readonly<Record<string, SoundResult>>;
    readonly carry: Readonly<Record<string, SoundResult>>;
  };
}

export interface AudioFile {
  readonly classes: readonly string[];
  readonly model: string;
  readonly float_spec: RecordedSpec & { readonly dt: number };
  readonly global: SoundMethod;
  readonly channel: SoundMethod;
}

interface ResidualRun {
  readonly input: readonly (readonly number[])[];
  readonly spikes_out: readonly (readonly number[])[];
  readonly hidden_spikes_total: number;
  readonly sha256: Hashes;
}

export interface ResidualFile {
  readonly model: string;
  readonly cases: readonly {
    readonly device: string;
    readonly method: 'global' | 'channel';
    readonly spec?: RecordedSpec;
    readonly runs: readonly ResidualRun[];
  }[];
}

/** `real/`: networks trained by others, from their parameter files to hidden states. */
export async function checkReal(json: unknown, context: Context): Promise<readonly CaseResult[]> {
  const file = json as AudioFile | ResidualFile;
  return 'classes' in file ? checkAudio(file, context) : checkResidual(file, context);
}

async function checkAudio(file: AudioFile, context: Context): Promise<readonly CaseResult[]> {
  const device = context.registry.get('syns65302');
  // The reference built this network with a rounded dt; the parameter file says 0.009994.
  const parameters = networkTreeFromRockpool(await readJson(context, file.model)).value;
  const tree = withDt(parameters, file.float_spec.dt);
  const sounds = await Promise.all(file.classes.map((sound) => readSound(sound, context)));
  const { value: mapped } = device.mapper.map(graphOf(tree));
  const results = [
    runCase('audio-events architecture', () => synNetDifference(parameters)),
    runCase('audio-events mapped', () =>
      specDifference(mapped, file.float_spec, {
        dashTolerance: { abs: 0, rel: 1e-5 },
        dtTolerance: { abs: 0, rel: 1e-5 },
      }),
    ),
  ];
  for (const method of ['global', 'channel'] as const) {
    const { spec, expected } = file[method];
    const { value: quantized } = quantize(mapped, { method });
    results.push(
      runCase(`audio-events ${method} spec`, () =>
        specDifference(quantized, { ...spec, dt: undefined } as RecordedSpec),
      ),
    );
    for (const mode of ['reset', 'carry'] as const) {
      results.push(
        runCase(`audio-events ${method} ${mode}`, () => {
          const simulator = openSimulator(deviceConfigFromSpec(quantized), context);
          return firstOf(
            file.classes.map((sound, label) => () => {
              if (mode === 'reset') simulator.resetState();
              return soundDifference(
                simulator.evolve(sounds[label] as Raster, { record: true }),
                expected[mode][sound] as SoundResult,
                mode === 'reset' ? label : undefined,
              );
            }),
          );
        }),
      );
    }
  }
  return results;
}

export async function readSound(name: string, { read }: Pick<Context, 'read'>): Promise<Raster> {
  const path = `data/audio-events/AFESimExternalSample_${name}.npy`;
  return rasterFromBytes(await read(path), { fileName: path }).value;
}

/** @param label - the class that must have the most output spikes; `undefined` where the sound need not be recognised. */
export function soundDifference(
  { signals, steps }: Evolution,
  recorded: SoundResult,
  label: number | undefined,
): string | undefined {
  const { spikesOut, spikesHidden } = signals;
  if (spikesOut === undefined || spikesHidden === undefined) return 'spikes were not recorded';
  const sums = totalsOf(spikesOut);
  const times = sums.map((_, n) =>
    Array.from({ length: steps }, (_, t) => t).filter((t) => spikesOut.data[t * sums.length + n] !== 0),
  );
  return firstOf([
    () => valueDifference('output spikes', sums, recorded.sum),
    () => valueDifference('times of output spikes', times, recorded.times),
    () =>
      label === undefined ? undefined : valueDifference('recognised class', sums.indexOf(Math.max(...sums)), label),
    () =>
      valueDifference(
        'hidden spikes',
        totalsOf(spikesHidden).reduce((a, b) => a + b, 0),
        recorded.hidden_total,
      ),
    ...Object.entries(HASHED_SIGNALS).map(
      ([key, name]) =>
        () =>
          valueDifference(
            `hash of ${key}`,
            sha256OfInt16(signals[name]?.data ?? []),
            recorded[`sha256_${key as keyof Hashes}`],
          ),
    ),
  ]);
}

async function checkResidual(file: ResidualFile, context: Context): Promise<readonly CaseResult[]> {
  const graph = graphOf(networkTreeFromRockpool(await readJson(context, file.model)).value);
  return file.cases.map(({ device: chipId, method, spec, runs }): CaseResult => {
    const name = `${file.model} ${chipId} ${method}`;
    if (!context.registry.has(chipId)) return { name, outcome: 'notYet', chipId };
    return runCase(name, () => {
      const { value: quantized } = quantize(context.registry.get(chipId).mapper.map(graph).value, { method });
      const simulator = openSimulator(deviceConfigFromSpec(quantized), context);
      return firstOf([
        () => (spec === undefined ? undefined : specDifference(quantized, spec)),
        ...runs.map((run, i) => () => {
          simulator.resetState();
          return residualDifference(simulator.evolve(Raster.fromNested(run.input), { record: true }), run, i);
        }),
      ]);
    });
  });
}

/** What of a run from rest is not as recorded. */
export function residualDifference({ signals }: Evolution, run: ResidualRun, index: number): string | undefined {
  const hidden = totalsOf(signals.spikesHidden as NonNullable<typeof signals.spikesHidden>);
  const difference = firstOf([
    () => arrayDifference('spikes_out', signals.spikesOut?.data ?? [], run.spikes_out.flat()),
    () =>
      valueDifference(
        'hidden spikes',
        hidden.reduce((a, b) => a + b, 0),
        run.hidden_spikes_total,
      ),
    ...Object.entries(HASHED_SIGNALS).map(
      ([key, signal]) =>
        () =>
          valueDifference(
            `hash of ${key}`,
            sha256OfInt16(signals[signal]?.data ?? []),
            run.sha256[key as keyof Hashes],
          ),
    ),
  ]);
  return difference === undefined ? undefined : `run ${index}: ${difference}`;
}

/** The same network with another timestep. */
function withDt(tree: NetworkTree, dt: number): NetworkTree {
  if ('children' in tree) return { ...tree, children: tree.children.map((child) => withDt(child, dt)) };
  return 'dt' in tree ? { ...tree, dt } : tree;
}
