import type { NirArray } from '../model/nir-graph.js';

/** A quantity at every timestep: spikes as 0 and 1 or as counts, or a state such as the membrane potential. */
export interface NirTimeGriddedData {
  readonly type: 'TimeGriddedData';
  /** `(samples, T, neurons)`. Booleans of a file are 0 and 1 in a `Uint8Array`, and are written as such. */
  readonly data: NirArray;
  /** Duration of a timestep, seconds. */
  readonly dt: number;
}

/** Spikes with the time and the neuron of each; where a sample has fewer than others, the rest is padding. */
export interface NirEventData {
  readonly type: 'EventData';
  /** Neurons from 0, `(samples, events)`; -1 is padding. */
  readonly idx: NirArray;
  /** Seconds, `(samples, events)`; infinity is padding. */
  readonly time: NirArray;
  /** Neurons that there are. */
  readonly nNeurons: number;
  /** Duration of the recording, seconds. */
  readonly tMax: number;
}

/** Events that carry a number each. */
export interface NirValuedEventData extends Omit<NirEventData, 'type'> {
  readonly type: 'ValuedEventData';
  /** `(samples, events)`. */
  readonly value: NirArray;
}

/** What was recorded of one quantity. */
export type NirObservable = NirTimeGriddedData | NirEventData | NirValuedEventData;

/** What was recorded of one node: `spikes`, `v`, or whatever they are called. */
export interface NirNodeData {
  readonly type: 'NIRNodeData';
  readonly observables: ReadonlyMap<string, NirObservable>;
}

/** What was recorded of the nodes of a graph, by their names; what `nir.write_data` of the Python package writes. */
export interface NirGraphData {
  readonly type: 'NIRGraphData';
  readonly nodes: ReadonlyMap<string, NirNodeData | NirGraphData>;
}
