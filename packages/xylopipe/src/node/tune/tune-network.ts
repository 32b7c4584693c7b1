import {
  type DeviceConfig,
  type Issue,
  issueUnder,
  type MapOptions,
  type MappedSpec,
  throwIfAborted,
} from '@xylopipe/core';
import type { Device } from '@xylopipe/core/registry';
import { inputClipped } from '@xylopipe/core/session';
import { toNetworkGraph } from '@xylopipe/graph';
import type { Network } from '@xylopipe/nn';
import type { QuantizeOptions } from '@xylopipe/quantize';
import {
  type Evaluator,
  type EvaluatorOptions,
  evaluator,
  type Objective,
  type Score,
  type Trial,
  type TuneOptions,
  type TuneResult,
  tune,
  type Yardstick,
  yardstick,
} from '@xylopipe/tune';
import { ScoringPool } from '@xylopipe/tune/node';
import { withBitsOf } from '../../pipeline.js';
import { isSimulatedByXylo } from '../../simulated-by-xylo.js';
import { floatRun } from '../../study/float-run.js';
import type { Recordings } from '../recordings.js';
import { objectivesFor, refuseOtherChannels, refuseWithoutLabels } from './recordings-check.js';
import { scoreInSession } from './score-in-session.js';

/** A network, the chip that it is meant for, and what it is to be judged by. */
export interface NetworkToTune {
  readonly network: Network;
  readonly device: Device;
  /** Rasters, the label of each where accuracy and likelihood are to be scored, and what each is called. */
  readonly recordings: Pick<Recordings, 'names' | 'rasters' | 'labels'>;
  /** Default: the limits of the chip. */
  readonly map?: MapOptions | undefined;
}

/** How to search, and on how many threads. */
export interface TuneNetworkOptions extends Omit<TuneOptions, 'concurrency'> {
  /** What to look for, the most important first. Default: agreement, then accuracy where there are labels, else agreement of the outputs. */
  readonly objectives?: readonly Objective[] | undefined;
  /** Worker threads; nothing that is found depends on them. Default: one per core. */
  readonly workers?: number | undefined;
}

/** What was found for a network. */
export interface TunedNetwork extends TuneResult {
  /** What was quantized. */
  readonly spec: MappedSpec;
  /** Of the mapping, the float network and the recordings. */
  readonly issues: readonly Issue[];
}

/**
 * Searches the quantization of a network that suits it best, on all cores: see `tune`. The chip decides what is legal; what it
 * answers is simulated in worker threads, or by the chip's own simulator, one configuration after the other, where it
 * has one. No thread is left, however it ends.
 * @throws RECORDINGS_INVALID with every recording that has not the inputs of the network, and with labels that are no
 * outputs, or without the labels that accuracy and likelihood need; MAP_REFUSED; WORKERS_INVALID, WORKER_CRASHED; what `tune` throws.
 */
export async function tuneNetwork(
  subject: NetworkToTune,
  { workers, ...given }: TuneNetworkOptions = {},
): Promise<TunedNetwork> {
  const options = { ...given, objectives: given.objectives ?? objectivesFor(subject.recordings) };
  refuseWithoutLabels(options.objectives, subject.recordings);
  const bench = await openBench(subject, workers, [options.signal, options.interrupt]);
  try {
    const { evaluator, concurrency, spec, issues } = bench;
    return { ...(await tune(evaluator, { ...options, concurrency })), spec, issues };
  } finally {
    await bench.close();
  }
}

/** Some recipes, in the order in which they were given. */
export interface ScoreRecipesOptions extends Pick<TuneNetworkOptions, 'workers' | 'signal'> {
  readonly recipes: readonly QuantizeOptions[];
}

/**
 * How good given recipes are, e.g. the ones that a search found, on recordings that it has not seen.
 * @throws what `tuneNetwork` throws for a network and recordings that cannot be.
 */
export async function scoreRecipes(
  subject: NetworkToTune,
  { recipes, workers, signal }: ScoreRecipesOptions,
): Promise<readonly Omit<Trial, 'index' | 'sameAs'>[]> {
  const bench = await openBench(subject, workers, [signal]);
  try {
    const { evaluator } = bench;
    return await Promise.all(
      recipes.map(async (recipe) => {
        const { candidate, ...prepared } = evaluator.prepare(recipe);
        return { recipe, ...prepared, score: candidate && (await evaluator.score(candidate, signal)) };
      }),
    );
  } finally {
    await bench.close();
  }
}

/** Where recipes are tried on a network. */
interface Bench extends Omit<Scoring, 'score'> {
  readonly evaluator: Evaluator;
  readonly spec: MappedSpec;
  readonly issues: readonly Issue[];
}

async function openBench(
  { network, device, recordings, map }: NetworkToTune,
  workers: number | undefined,
  signals: readonly (AbortSignal | undefined)[],
): Promise<Bench> {
  const { rasters, names, labels } = recordings;
  refuseOtherChannels(recordings, network.nin);
  const { value: mapped, issues: mapping } = device.mapper.map(toNetworkGraph(network.asGraph()), map);
  const issues: Issue[] = [...mapping];
  const reference = function* () {
    for (const [i, raster] of rasters.entries()) {
      for (const signal of signals) throwIfAborted(signal, device.chipId);
      const clipped = inputClipped(raster.counts, raster.channels);
      if (clipped !== undefined) issues.push(issueUnder([names[i] as string], clipped));
      const { value, issues: missing } = floatRun(network, raster, mapped);
      if (i === 0) issues.push(...missing);
      yield value;
    }
  };
  const judge = yardstick({ mapped, reference: reference(), labels });
  const { score, ...scoring } = await openScoring(device, judge, rasters, workers);
  const configure: EvaluatorOptions['configure'] = (quantized) => device.configurator.configure(quantized);
  return {
    ...scoring,
    evaluator: evaluator({ mapped, bits: withBitsOf(device), configure, score }),
    spec: mapped,
    issues,
  };
}

/** What scores configurations. */
interface Scoring {
  readonly concurrency: number;
  readonly score: (config: DeviceConfig, signal: AbortSignal | undefined) => Promise<Score>;
  readonly close: () => Promise<void>;
}

async function openScoring(
  device: Device,
  judge: Yardstick,
  rasters: Recordings['rasters'],
  workers: number | undefined,
): Promise<Scoring> {
  const { limits, simulator } = device;
  if (!isSimulatedByXylo(device)) {
    return {
      concurrency: 1,
      score: (config, signal) => scoreInSession(simulator, config, { rasters, judge, signal }),
      close: async () => {},
    };
  }
  const pool = await ScoringPool.open({ yardstick: judge, rasters, updateRule: limits.updateRule, workers });
  return {
    // One more than threads: the next configuration is ready when a thread is.
    concurrency: pool.workers + 1,
    score: (config, signal) => pool.score(config, signal),
    close: () => pool.close(),
  };
}
