import type { Issue, SignalName } from '@xylopipe/core';

/** One cell in which two evolutions differ. */
export interface Divergence {
  readonly step: number;
  readonly signal: SignalName;
  /** Its id, whatever column it is in. */
  readonly neuron: number;
  /** The value there in the first evolution. */
  readonly a: number;
  /** The value there in the second. */
  readonly b: number;
}

/** How one signal compares that both evolutions have. */
export interface SignalComparison {
  /** Number of values compared: timesteps times neurons that both have. */
  readonly cells: number;
  /** How many of them differ. */
  readonly differing: number;
  /** The earliest of them, lowest neuron first; `null` if none differs. */
  readonly first: Divergence | null;
}

/** What two evolutions have in common, and where they part. */
export interface Comparison {
  /** No compared value differs, and none was missing that should have been compared: there is no error in `issues`. */
  readonly equal: boolean;
  /** The earliest difference of all; within a timestep the one that can have caused the others. */
  readonly first: Divergence | null;
  /** The signals that were compared. */
  readonly signals: { readonly [S in SignalName]?: SignalComparison };
  /** Signals of the first evolution that the second has not. */
  readonly onlyInA: readonly SignalName[];
  /** Signals of the second evolution that the first has not. */
  readonly onlyInB: readonly SignalName[];
  /** `SHAPE_MISMATCH`: other timesteps or neurons. `NEURONS_DISJOINT`: chosen neurons of which none is in both. `EMPTY_RUN`: no value at all. `SIGNAL_MISSING`: an error where it was asked for, else a warning. `CHIP_MISMATCH`, `DT_MISMATCH`: warnings. */
  readonly issues: readonly Issue[];
}

/** The signals in the order in which a chip computes them within a timestep: a difference causes those after it. */
export const CAUSAL_ORDER: readonly SignalName[] = [
  'isyn',
  'isyn2',
  'vmem',
  'spikesHidden',
  'isynOut',
  'vmemOut',
  'spikesOut',
];
