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
import {
  evaluator,
  type Score,
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
import { refuseOtherChannels } from './channels-check.js';
import { scoreInSession } from './score-in-session.js';

/** A network, the chip that it is meant for, and what it is to be judged by. */
export interface NetworkToTune {
  readonly network: Network;
  readonly device: Device;
  /** Rasters, the label of each where accuracy is to be scored, and what each is called. */
  readonly recordings: Pick<Recordings, 'names' | 'rasters' | 'labels'>;
  /** Default: the limits of the chip. */
  readonly map?: MapOptions | undefined;
}

/** How to search, and on how many threads. */
export interface TuneNetworkOptions extends Omit<TuneOptions, 'concurrency'> {
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
 * outputs; MAP_REFUSED; WORKERS_INVALID, WORKER_CRASHED; what `tune` throws.
 */
export async function tuneNetwork(
  { network, device, recordings, map }: NetworkToTune,
  { workers, ...options }: TuneNetworkOptions = {},
): Promise<TunedNetwork> {
  const { rasters, names, labels } = recordings;
  refuseOtherChannels(recordings, network.nin);
  const { value: mapped, issues: mapping } = device.mapper.map(toNetworkGraph(network.asGraph()), map);
  const issues: Issue[] = [...mapping];
  const reference = function* () {
    for (const [i, raster] of rasters.entries()) {
      throwIfAborted(options.signal, device.chipId);
      const clipped = inputClipped(raster.counts, raster.channels);
      if (clipped !== undefined) issues.push(issueUnder([names[i] as string], clipped));
      const { value, issues: missing } = floatRun(network, raster, mapped);
      if (i === 0) issues.push(...missing);
      yield value;
    }
  };
  const judge = yardstick({ mapped, reference: reference(), labels });
  const scoring = await openScoring(device, judge, recordings.rasters, workers);
  try {
    const trying = evaluator({
      mapped,
      bits: withBitsOf(device),
      configure: (quantized) => device.configurator.configure(quantized),
      score: scoring.score,
    });
    return { ...(await tune(trying, { ...options, concurrency: scoring.concurrency })), spec: mapped, issues };
  } finally {
    await scoring.close();
  }
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
