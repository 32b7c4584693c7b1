import type { LifTree, LinearTree, TreeMatrix } from '@xylopipe/core';
import { type FlatGraph, sourcesOf } from '../model/flat-graph.js';
import type { ConversionEntry } from './conversion-entry.js';
import type { NirImportOptions } from './import-options.js';
import { biasFolded, termEntries } from './layer-entries.js';
import { neuronTerms } from './neuron-terms.js';
import type { Neurons } from './neurons.js';
import { added, type Weights } from './weights.js';

/** What is the same for all layers of a file. */
export interface LayerContext {
  /** Seconds. */
  readonly dt: number;
  readonly decay: NirImportOptions['decay'];
  readonly reset: 'value' | 'subtract';
}

/** A layer of neurons with the weights into it, as a network has them. */
export interface Layer {
  readonly name: string;
  /** What is added up before the weights: the Input, or layers, by name. Each list is one set of weights; a layer can be built if it is one. */
  readonly sources: readonly (readonly string[])[];
  readonly trees: readonly [LinearTree, LifTree];
  readonly entries: readonly ConversionEntry[];
}

/** The layer of the neurons `name` of a graph in which weights are gathered. */
export function layerOf(graph: FlatGraph, name: string, node: Neurons, context: LayerContext): Layer {
  const { dt, decay } = context;
  const isOutput = sourcesOf(graph, outputOf(graph)).includes(name);
  const feeds = sourcesOf(graph, name).map((feed) => ({
    feed,
    sources: [...sourcesOf(graph, feed)].sort(),
    weights: graph.nodes.get(feed) as Weights,
  }));
  const recurrent = feeds.find(({ sources }) => sources.length === 1 && sources[0] === name);
  const forward = feeds.filter((feed) => feed !== recurrent);
  const terms = neuronTerms(node, dt, decay);
  const { n, dashSyn, dashMem, factor, gainMem, leakSyn, vLeak, gainSyn } = terms;

  const constant = feeds.map(({ weights }) => weights.bias.data).reduce(added, new Float64Array(n));
  const bias = Array.from(
    constant,
    (b, i) => b * (gainSyn[i] / leakSyn[i]) * gainMem[i] + vLeak[i] * 2 ** -dashMem[i] + 0,
  );
  const matrix = ({ weights }: { readonly weights: Weights }): TreeMatrix => transposed(weights, factor);
  const lif: LifTree = {
    type: 'LIFBitshift',
    name,
    shape: [n, n],
    tau_mem: Array.from(dashMem, (dash) => dt * 2 ** dash),
    tau_syn: Array.from(dashSyn, (dash) => [dt * 2 ** dash]),
    threshold: Array.from(terms.threshold),
    bias,
    has_rec: recurrent !== undefined,
    w_rec: recurrent === undefined ? null : matrix(recurrent),
    dt,
    max_spikes_per_dt: isOutput ? 1 : 31,
  };
  const [first] = forward;
  const linear: LinearTree = {
    type: 'Linear',
    name: first.feed,
    shape: [first.weights.weight.shape[1], n],
    weight: matrix(first),
    bias: null,
  };
  return {
    name,
    sources: forward.map(({ sources }) => sources),
    trees: [linear, lif],
    entries: [...termEntries(name, node, terms, context, isOutput), ...biasFolded(name, constant, terms)],
  };
}

const outputOf = ({ nodes }: FlatGraph): string => [...nodes].find(([, { type }]) => type === 'Output')?.[0] ?? '';

/** `(Nin, Nout)`, every column times its factor. */
function transposed({ weight: { shape, data } }: Weights, factor: Float64Array): readonly (readonly number[])[] {
  const [rows, columns] = shape;
  return Array.from({ length: columns }, (_, i) =>
    Array.from({ length: rows }, (_, o) => data[o * columns + i] * factor[o] + 0),
  );
}
