import { XylopipeError } from '@xylopipe/core';
import { checkTau } from '../measures/van-rossum.js';
import { checkCost } from '../measures/victor-purpura.js';
import { LAYER_SIGNALS, type LayerSignal, type LayerTrace } from '../run/layer-run.js';

/** What of two runs to compare, and how to measure it. */
export interface CompareRunsOptions {
  /** Time constant of van Rossum's distance, in timesteps. Default 10. */
  readonly tau?: number | undefined;
  /** Cost of moving a spike by a timestep in the distance of Victor and Purpura. Default 0.1: spikes move by up to 20. */
  readonly cost?: number | undefined;
  /** Names of the layers to compare. Default: all. */
  readonly layers?: readonly string[] | undefined;
  /** Compare hidden layers alone, or outputs. Default: both. */
  readonly role?: LayerTrace['role'] | undefined;
  /** Signals in which the first divergence is looked for, which both must have. Default: all that both have. */
  readonly signals?: readonly LayerSignal[] | undefined;
}

/** What of a layer is measured, and how. */
export interface LayerMeasures {
  readonly tau: number;
  readonly cost: number;
  /** Signals in which the first divergence is looked for. */
  readonly signals: readonly LayerSignal[];
  /** Whether each of these must be there. */
  readonly required: boolean;
}

/** The measures that options ask for. Throws what `compareRuns` throws. */
export function measuresOf({ tau = 10, cost = 0.1, signals }: CompareRunsOptions): LayerMeasures {
  checkTau(tau);
  checkCost(cost);
  const unknown = (signals ?? []).filter((name) => !LAYER_SIGNALS.includes(name));
  if (unknown.length > 0) {
    throw new XylopipeError(
      'UNKNOWN_SIGNAL',
      `there is no signal ${unknown.join(', ')}; have: ${LAYER_SIGNALS.join(', ')}`,
    );
  }
  return { tau, cost, signals: signals ?? LAYER_SIGNALS, required: signals !== undefined };
}
