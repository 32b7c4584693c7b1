import type { Tensor, TensorData } from '@xylopipe/core';

/** States of a layer that a run may have recorded; `isyn2` where neurons have a second synapse. */
export const LAYER_SIGNALS = ['isyn', 'isyn2', 'vmem', 'spikes'] as const;
export type LayerSignal = (typeof LAYER_SIGNALS)[number];

/** What was recorded of one layer of N neurons, `(T, N)` each: column `n` is neuron `n` of the layer in the network. */
export interface LayerTrace {
  /** Name of the graph module, e.g. its path in the network; the same in every run of a network. */
  readonly name: string;
  readonly role: 'hidden' | 'output';
  /** Hardware id of each neuron; outputs count from 0. */
  readonly ids: readonly number[];
  /**
   * Timesteps that this layer is behind a simulation in which spikes pass all layers within a timestep: 0 in such a
   * simulation; on a Xylo the number of hidden layers that a spike has passed before.
   */
  readonly delay: number;
  /** Firing level of each neuron in the units of `vmem`: what states of different arithmetics are measured by. */
  readonly threshold: ArrayLike<number>;
  readonly signals: { readonly [S in LayerSignal]?: Tensor<TensorData> };
  /** Which neurons of the layer the columns of a signal are, where only some were recorded; the others have all in order. */
  readonly neurons?: { readonly [S in LayerSignal]?: readonly number[] } | undefined;
}

/** One run of a network, layer by layer, in whatever arithmetic: float, an idealised chip, a simulator, a board. */
export interface LayerRun {
  /** What ran, for readers: `float`, `simulator`, `board`. */
  readonly label: string;
  /** Number of timesteps, T. */
  readonly steps: number;
  /** Seconds per timestep; absent where nobody knows. */
  readonly dt?: number | undefined;
  /** In the data's way, outputs last. */
  readonly layers: readonly LayerTrace[];
}
