import type { Tensor, TensorData } from '@xylopipe/core';
import type { LayerSignal, LayerTrace } from '../run/layer-run.js';
import type { LayerPair } from './layer-pair.js';

/** A signal that both runs have of a layer, the columns of the neurons that both have. */
export interface SignalColumns {
  readonly a: Tensor<TensorData>;
  readonly b: Tensor<TensorData>;
  /** Neurons within the layer, ascending; for each the columns in `a` and in `b`. */
  readonly neurons: Int32Array;
  readonly columnsA: Int32Array;
  readonly columnsB: Int32Array;
}

/** The columns of a signal that both runs recorded; `undefined` where one did not. */
export function signalColumns({ a, b }: LayerPair, signal: LayerSignal): SignalColumns | undefined {
  const left = a.signals[signal];
  const right = b.signals[signal];
  if (left === undefined || right === undefined) return undefined;
  const columnA = columnOfNeuron(a, signal);
  const columnB = columnOfNeuron(b, signal);
  const neurons = Int32Array.from([...columnA.keys()].filter((neuron) => columnB.has(neuron))).sort();
  return {
    a: left,
    b: right,
    neurons,
    columnsA: neurons.map((neuron) => columnA.get(neuron) as number),
    columnsB: neurons.map((neuron) => columnB.get(neuron) as number),
  };
}

function columnOfNeuron({ signals, neurons }: LayerTrace, signal: LayerSignal): ReadonlyMap<number, number> {
  const [, width = 0] = signals[signal]?.shape ?? [];
  const recorded = neurons?.[signal] ?? Array.from({ length: width }, (_, neuron) => neuron);
  return new Map(recorded.map((neuron, column) => [neuron, column]));
}
