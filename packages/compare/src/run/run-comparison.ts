import type { Issue } from '@xylopipe/core';
import type { Cause } from '../ladder/explanation.js';
import type { LayerSignal } from './layer-run.js';

/** One place in which two runs of a network differ. */
export interface LayerDivergence {
  /** Timestep of the first run; `stepB` is the one of the second that is compared with it. */
  readonly step: number;
  readonly stepB: number;
  readonly layer: string;
  /** Neuron within the layer, and its hardware id. */
  readonly neuron: number;
  readonly id: number;
  readonly signal: LayerSignal;
  /** In the units of each run. */
  readonly a: number;
  readonly b: number;
  /** Why, as far as it can be told. */
  readonly cause?: Cause | undefined;
}

/** Distances between spike trains, summed over the neurons of a layer. Units and formulas: see the functions of that name. */
export interface SpikeMeasures {
  /** `2 matched / (spikesA + spikesB)`, spikes matched per neuron and aligned timestep, 0 to 1; 1 where neither spikes. */
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
  readonly neurons: number;
  /** Timesteps that the layer of the second run is behind that of the first. */
  readonly shift: number;
  /** Timesteps that both have after the shift. */
  readonly steps: number;
  readonly spikesA: number;
  readonly spikesB: number;
  /** Neurons that spike in the first run and never in the second. */
  readonly fellSilent: readonly number[];
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
  /** The earliest difference in spikes, measured in timesteps since the input that caused it, first layer first. */
  readonly first: LayerDivergence | null;
  /** What could not be compared. */
  readonly issues: readonly Issue[];
}
