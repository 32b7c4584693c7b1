import type { Issue } from '@xylopipe/core';
import type { Cause } from '../ladder/explanation.js';
import type { LayerSignal } from '../run/layer-run.js';

/** One place in which two runs of a network differ. */
export interface LayerDivergence {
  /** Timestep of the first run; `stepB` is the one of the second that is compared with it. */
  readonly step: number;
  readonly stepB: number;
  readonly layer: string;
  readonly role: 'hidden' | 'output';
  /** Neuron within the layer, and its hardware id. */
  readonly neuron: number;
  readonly id: number;
  /** `spikes`; a state only where both runs have the same firing levels, so that their states mean the same. */
  readonly signal: LayerSignal;
  /** In the units of each run. */
  readonly a: number;
  readonly b: number;
  /** Why, as far as it can be told. */
  readonly cause?: Cause | undefined;
}

/**
 * How spike trains compare, summed over neurons. Formulas and units: `spikeAgreement`, `countDifference`,
 * `vanRossumDistance` and `victorPurpuraDistance`.
 */
export interface SpikeMeasures {
  /**
   * `2 matched / (spikesA + spikesB)`, spikes matched per neuron and aligned timestep, 0 to 1; 1 where neither spikes, 0
   * where nothing could be compared.
   */
  readonly agreement: number;
  /** `spikesB - spikesA`. */
  readonly countDifference: number;
  readonly vanRossum: number;
  readonly victorPurpura: number;
}

/** How one layer compares. */
export interface LayerComparison extends SpikeMeasures {
  readonly name: string;
  readonly role: 'hidden' | 'output';
  /** Neurons compared. */
  readonly neurons: number;
  /** Timesteps that the layer of the second run is behind that of the first. */
  readonly shift: number;
  /** Timesteps that both have after the shift; only these are compared and counted. */
  readonly steps: number;
  readonly spikesA: number;
  readonly spikesB: number;
  /** Neurons of the layer that spike in the first run and never in the second. */
  readonly fellSilent: readonly number[];
  /** The earliest difference; within a timestep the one that can have caused the others. */
  readonly first: LayerDivergence | null;
}

/** What two runs of one network have in common, and where they part. */
export interface RunComparison extends SpikeMeasures {
  /** Labels of the two runs. */
  readonly a: string;
  readonly b: string;
  /** In the data's way, outputs last; the measures above are over all of them. */
  readonly layers: readonly LayerComparison[];
  /** The measures of the output layers alone. */
  readonly output: SpikeMeasures;
  /** The earliest difference of all layers, counted from the input that caused it; of equals that of the first layer. */
  readonly first: LayerDivergence | null;
  /** What could not be compared: nothing is left out without an error here. */
  readonly issues: readonly Issue[];
}
