import type { ChipLimits, DeviceSession, Evolution, PipelineRun, Raster, RunOptions } from '@xylopipe/core';
import type { Network } from '@xylopipe/nn';
import type { QuantizeOptions } from '@xylopipe/quantize';
import { type DeploymentOptions, deployPipeline, evolvePipeline, type RecordOptions } from './pipeline.js';
import { type DeploymentArtifacts, deploymentArtifactsOf, type RunSummary, summaryOf } from './run-summary.js';
import { isSimulatedByXylo } from './simulated-by-xylo.js';
import type { ChipAt } from './targets/deploy-target.js';

/** A network on an opened chip. */
export interface Deployed extends RunSummary {
  /** To be closed by whoever asked for it. */
  readonly session: DeviceSession;
  readonly artifacts: DeploymentArtifacts;
}

/** What came of a whole run, and what went into it: all that `studyRun` needs. */
export interface RunResult extends RunSummary {
  readonly evolution: Evolution;
  readonly artifacts: DeploymentArtifacts;
  readonly network: Network;
  readonly input: Raster;
  /** Of the chip. */
  readonly limits: ChipLimits;
  /** Whether the chip is simulated by `XyloSimulator`. */
  readonly simulates: boolean;
}

/** A network and the chip that it is meant for, simulated or on a board; nothing happens before `run` or `deploy`. Immutable. */
export class NetworkOnChip {
  readonly #network: Network;
  readonly #chip: ChipAt;
  readonly #options: DeploymentOptions;

  constructor(network: Network, chip: ChipAt, options: DeploymentOptions = {}) {
    this.#network = network;
    this.#chip = chip;
    this.#options = options;
  }

  /** The same, quantized in another way. */
  quantize(options: QuantizeOptions): NetworkOnChip {
    return new NetworkOnChip(this.#network, this.#chip, { ...this.#options, quantize: options });
  }

  /** Puts the network on the chip, for more than one evolution. Rejects with what the failing stage threw; nothing stays open then. */
  async deploy(options: RunOptions = {}): Promise<Deployed> {
    const run = deployPipeline(this.#chip, this.#options).run(this.#network, options);
    try {
      const session = await run.result;
      return { session, artifacts: deploymentArtifactsOf(run), ...(await summaryOf(run)) };
    } catch (error) {
      await closeSessionOf(run);
      throw error;
    }
  }

  /** Puts the network on the chip, evolves it from rest, and closes the chip. Rejects with what the failing stage threw. */
  async run(input: Raster, { signal, ...options }: RecordOptions & RunOptions = {}): Promise<RunResult> {
    const pipeline = evolvePipeline(this.#chip, input, { ...this.#options, ...options });
    const run = pipeline.run(this.#network, { signal });
    try {
      const evolution = await run.result;
      const { device } = this.#chip;
      const told = { limits: device.limits, simulates: isSimulatedByXylo(device), ...(await summaryOf(run)) };
      return { evolution, artifacts: deploymentArtifactsOf(run), network: this.#network, input, ...told };
    } finally {
      await closeSessionOf(run);
    }
  }
}

/** Closes the chip that a run has opened, if it came that far. */
export async function closeSessionOf({ artifacts }: Pick<PipelineRun<unknown>, 'artifacts'>): Promise<void> {
  await (artifacts.get('deploy') as DeviceSession | undefined)?.close();
}
