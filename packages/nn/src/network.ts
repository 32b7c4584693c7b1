import type { Issue, NetworkTree, Tensor, TimeSeries, TimeSeriesInput } from '@xylopipe/core';
import type { GraphHolder } from '@xylopipe/graph';

/** What a network can be asked for: to be simulated, or to be extracted as a graph. */
export type NetworkUse = 'evolve' | 'graph';

/** What to bring back besides the output. */
export interface NetworkEvolveOptions {
  /** Record the state of every LIF layer at every timestep. Default `false`. */
  readonly record?: boolean | undefined;
}

/** States of one LIF layer of `N` neurons with `S` synapses; every shape gets a leading `B` if the input is a batch. */
export interface LayerRecord {
  /** Child indices from the root of the network; empty for the root itself. */
  readonly path: readonly number[];
  /** What the layer is called in the graph of the network, without the name of the network itself: names or places of the children on the way, e.g. `2.spikes`; a name that a child before it has is followed by its place, `lif#3`. */
  readonly name: string;
  /** Membrane after the reset, `(T, N)`. */
  readonly vmem: Tensor;
  /** Synaptic current after the decay, `(T, N, S)`. */
  readonly isyn: Tensor;
  /** Recurrent input: spikes of the step before, times the recurrent weights, `(T, N, S)`. */
  readonly irec: Tensor;
  /** Spike counts, `(T, N)`. */
  readonly spikes: Tensor;
}

/** What came back from evolving a network. */
export interface NetworkEvolution {
  /** `(T, Nout)`, or `(B, T, Nout)` if the input is a batch. */
  readonly output: TimeSeries;
  /** One record per LIF layer, in the order of the tree; empty unless `record` was set. */
  readonly records: readonly LayerRecord[];
}

/**
 * A layer, or layers combined. Parameters never change; the state (`vmem`, `isyn`, spikes of the last step) is carried
 * from one `evolve` to the next until `resetState`.
 */
export interface Network {
  /** The name that the user gave. */
  readonly name: string | undefined;
  /** Number of input channels. */
  readonly nin: number;
  /** Number of output channels. */
  readonly nout: number;

  /** What keeps the network from that use; empty if nothing does. */
  issuesFor(use: NetworkUse): readonly Issue[];

  /**
   * Simulates as many timesteps as the input has, from the present state, in float64. A layer sees the spikes of the
   * layer before it in the same timestep. Every item of a batch starts from the present state; afterwards the network
   * has the state of item 0.
   *
   * Throws `TIME_SERIES_INVALID` if nested lists are no series, `INPUT_INVALID` if its channels are not
   * `nin` or a value is not finite, and `EVOLVE_REFUSED` with `issuesFor('evolve')`; nothing has been evolved then.
   * Only a layer whose output overflows float64 makes the next one throw `INPUT_INVALID` in the middle.
   */
  evolve(input: TimeSeriesInput, options?: NetworkEvolveOptions): NetworkEvolution;

  /** Goes back to the initial state: zeros, unless a layer was given another. */
  resetState(): void;

  /**
   * The network as a new graph, on nodes of its own.
   * @param name - Path that the names of the modules begin with. Default: the network's own name, or nothing.
   * @throws GRAPH_REFUSED with `issuesFor('graph')`.
   */
  asGraph(name?: string): GraphHolder;

  /** Everything that the network was made of, its present state not included; `networkFromTree` is the inverse. */
  toTree(): NetworkTree;
}
