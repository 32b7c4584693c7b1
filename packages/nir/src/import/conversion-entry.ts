import type { FlatGraph } from '../model/flat-graph.js';

/** What can happen to a node on the way from NIR to a network. */
export type ConversionChange =
  | 'DT_GIVEN'
  | 'DT_FROM_METADATA'
  | 'DT_INFERRED'
  | 'GRAPH_INLINED'
  | 'IDENTITY_DROPPED'
  | 'SCALE_FOLDED'
  | 'WEIGHTS_MULTIPLIED'
  | 'WEIGHTS_ADDED'
  | 'WEIGHTS_INSERTED'
  | 'WEIGHTS_SPLIT'
  | 'GAIN_FOLDED'
  | 'DECAY_AFTER_INPUT'
  | 'SYNAPSE_ADDED'
  | 'SYNAPSE_DASH'
  | 'MEMBRANE_DASH'
  | 'LEAK_AS_BIAS'
  | 'BIAS_FOLDED'
  | 'RESET_SHIFTED'
  | 'RESET_BY_SUBTRACTION'
  | 'THRESHOLD_INCLUSIVE'
  | 'SEVERAL_SPIKES';

/** How far the network may be from the file. */
export interface ExpectedError {
  readonly value: number;
  readonly unit: string;
}

/** One change that was made to a node so that a network could say it. */
export interface ConversionEntry {
  /** Name of the node, `graph.node` in nested graphs; empty for the file as a whole. */
  readonly node: string;
  readonly change: ConversionChange;
  /** What was done, with numbers. */
  readonly what: string;
  /** Why it had to be done. */
  readonly why: string;
  /** 0 where both do the same but for rounding; `null` where nothing general can be said. */
  readonly expectedError: ExpectedError | null;
}

/** A graph after a step of the conversion, and what the step did. */
export interface Converted {
  readonly graph: FlatGraph;
  readonly entries: readonly ConversionEntry[];
}

/** Of a change that changes nothing but the form. */
export const EXACT: ExpectedError = { value: 0, unit: 'of any signal' };
