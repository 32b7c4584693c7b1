import type { Issue, LifTree, LinearTree, NetworkTree, Tensor, TreeMatrix } from '@xylopipe/core';
import { type FlatNode, freeName, type NirEdge } from '../model/flat-graph.js';
import type { NirAffine, NirGraph, NirScale } from '../model/nir-graph.js';
import { nodeIssue } from '../model/node-issue.js';
import { filled, outByIn, sumOfSynapses, vector } from './arrays.js';
import { cubaLif, joinsSynapses, neverLeaks } from './cuba-lif.js';
import { synapseFilter } from './synapse-filter.js';

/** What flows at a point of a network: the sum of what some nodes give. */
interface Flow {
  readonly sources: readonly string[];
  /** Number of channels. */
  readonly width: number;
}

/** Collects nodes and edges of a network, layer by layer. */
export class GraphBuilder {
  readonly issues: Issue[] = [];
  readonly #nodes = new Map<string, FlatNode>();
  readonly #edges: NirEdge[] = [];
  readonly #dt: number;
  readonly #input: Flow;

  /**
   * @param nin - Number of input channels.
   * @param dt - Seconds.
   */
  constructor(nin: number, dt: number) {
    this.#dt = dt;
    this.#input = this.#put('input', { type: 'Input', shape: [nin] }, { sources: [], width: 0 }, nin);
  }

  /** Adds a network, called `name`, behind `from`; gives what comes out of it. */
  add(tree: NetworkTree, from: Flow = this.#input, name = tree.name ?? ''): Flow {
    switch (tree.type) {
      case 'Linear':
        return this.#linear(tree, from, name || 'linear');
      case 'LIF':
      case 'LIFBitshift':
        return this.#lif(tree, from, name || 'lif');
      case 'ExpSyn':
        return this.#put(name || 'exp_syn', synapseFilter(tree, this.#dt), from, tree.shape[0]);
      case 'Sequential':
        return this.#chain(tree.children, from, name);
      case 'Residual':
        return this.#sum(this.#chain(tree.children, from, name), from, name || 'residual');
      case 'FFwdStack':
        return this.#chain(tree.children, from, name, tree.weights);
    }
  }

  /** Lets `from` be the output of the graph. */
  end(from: Flow): void {
    this.#put('output', { type: 'Output', shape: [from.width] }, from, from.width);
  }

  /** What was added. */
  graph(): NirGraph {
    const metadata = { dt: this.#dt, reset: 'subtract' };
    return { type: 'NIRGraph', nodes: new Map(this.#nodes), edges: [...this.#edges], metadata };
  }

  #chain(children: readonly NetworkTree[], from: Flow, name: string, weights: readonly TreeMatrix[] = []): Flow {
    return children.reduce((flow, child, i) => {
      const place = join(name, child.name || String(i));
      const matrix = i === 0 ? undefined : weights[i - 1];
      const fed = matrix === undefined ? flow : this.#weights(join(name, `weights_${i - 1}`), outByIn(matrix), flow);
      return this.add(child, fed, place);
    }, from);
  }

  #linear({ weight, bias }: LinearTree, from: Flow, name: string): Flow {
    if (bias === null || bias === undefined) return this.#weights(name, outByIn(weight), from);
    const node: NirAffine = { type: 'Affine', weight: outByIn(weight), bias: vector(Float64Array.from(bias)) };
    return this.#put(name, node, from, bias.length);
  }

  #weights(name: string, weight: Tensor, from: Flow): Flow {
    return this.#put(name, { type: 'Linear', weight }, from, weight.shape[0]);
  }

  #lif(tree: LifTree, from: Flow, name: string): Flow {
    const [nin, n] = tree.shape;
    const timed = { ...tree, dt: this.#dt };
    this.issues.push(...neverLeaks(timed, name));
    if (nin > n) this.issues.push(...joinsSynapses(timed, name));
    if (tree.initial_state !== undefined) this.issues.push(stateLost(name));
    const fed = nin > n ? this.#weights(`${name}.synapses`, sumOfSynapses(nin, n), from) : from;
    const neurons = this.#put(name, cubaLif(timed), fed, n);
    if (tree.w_rec) {
      const { sources } = this.#weights(`${name}.w_rec`, outByIn(tree.w_rec), neurons);
      this.#connect(sources, nin > n ? fed.sources[0] : neurons.sources[0]);
    }
    return neurons;
  }

  /** Both together. What is in both is passed on by a Scale the second time, since an edge counts once. */
  #sum({ sources, width }: Flow, skipped: Flow, name: string): Flow {
    const again = skipped.sources.filter((source) => sources.includes(source));
    if (again.length === 0) return { sources: [...sources, ...skipped.sources], width };
    const once = skipped.sources.filter((source) => !again.includes(source));
    const scale: NirScale = { type: 'Scale', scale: filled(width, 1) };
    const twice = this.#put(`${name}.skip`, scale, { sources: again, width }, width);
    return { sources: [...sources, ...once, ...twice.sources], width };
  }

  #put(wish: string, node: FlatNode, from: Flow, width: number): Flow {
    const name = freeName({ nodes: this.#nodes }, wish);
    this.#nodes.set(name, node);
    this.#connect(from.sources, name);
    return { sources: [name], width };
  }

  #connect(sources: readonly string[], target: string): void {
    this.#edges.push(...sources.map((source): NirEdge => [source, target]));
  }
}

const join = (outer: string, inner: string): string => (outer === '' ? inner : `${outer}.${inner}`);

const stateLost = (name: string): Issue => ({
  ...nodeIssue(
    'NIR_STATE_LOST',
    name,
    'the initial state is left out: NIR begins at rest',
    'set it after reading the file',
  ),
  severity: 'warning',
});
