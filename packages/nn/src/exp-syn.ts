import type { ExpSynTree, Issue, TimeSeriesInput } from '@xylopipe/core';
import type { GraphHolder } from '@xylopipe/graph';
import { fault } from './fault.js';
import { blankSeries, inputSeries } from './input-series.js';
import type { Network, NetworkEvolution, NetworkUse } from './network.js';
import { checkPerNeuron, expandPerNeuron, type PerNeuron, perNeuronToTree } from './per-neuron.js';
import { dtMissing, label, refusal, refuseInvalid, refuseUse } from './refusal.js';
import { inTree, withoutUndefined } from './tree-keys.js';
import { checkValue, SIZE, TIME_CONSTANT, TIMESTEP } from './value-rule.js';

/** Parameters of `ExpSyn`. */
export interface ExpSynOptions {
  readonly name?: string | undefined;
  /** Number of channels, N. */
  readonly n: number;
  /** Time constant in seconds, `(N)` or one for all. */
  readonly tau: PerNeuron;
  /** Timestep in seconds, without which the layer cannot be simulated. */
  readonly dt?: number | undefined;
}

/** Exponential synapses without neurons: `i = (i + x) exp(-dt / tau)`, and `i` is the output. */
export class ExpSyn implements Network {
  readonly name: string | undefined;
  readonly nin: number;
  readonly nout: number;
  readonly #tree: ExpSynTree;
  readonly #decay: Float64Array | undefined;
  #isyn: Float64Array;

  /** Copies its options. Throws `NETWORK_INVALID` with everything that is wrong with them. */
  constructor(options: ExpSynOptions) {
    refuseInvalid(checkExpSyn(options), label('ExpSyn', options.name));
    const { name, n, tau, dt } = options;
    this.name = name;
    this.nin = n;
    this.nout = n;
    this.#tree = expSynTree(options);
    this.#decay = dt === undefined ? undefined : expandPerNeuron(tau, n).map((x) => Math.exp(-dt / x));
    this.#isyn = new Float64Array(n);
  }

  /** The present synaptic currents, `(N)`, as a copy. */
  get isyn(): readonly number[] {
    return Array.from(this.#isyn);
  }

  issuesFor(use: NetworkUse): readonly Issue[] {
    if (use === 'evolve') return this.#decay === undefined ? [dtMissing(use)] : [];
    return [
      fault(
        'NO_GRAPH',
        [],
        'an exponential synapse without neurons has no counterpart in a graph, which knows weights, neurons and aliases',
        'give its time constant to the Lif that follows, as tauSyn',
      ),
    ];
  }

  evolve(input: TimeSeriesInput): NetworkEvolution {
    refuseUse(this, 'evolve');
    const series = inputSeries(input, this.nin, label('ExpSyn', this.name));
    const output = blankSeries(series, this.nout);
    const start = this.#isyn;
    const items = series.batch ?? 1;
    for (let item = 0; item < items; item++) {
      const isyn = start.slice();
      runExpSyn(this.#decay as Float64Array, isyn, series.item(item).values, output.item(item).values);
      if (item === 0) this.#isyn = isyn;
    }
    return { output, records: [] };
  }

  resetState(): void {
    this.#isyn = new Float64Array(this.nin);
  }

  /** Always throws `GRAPH_REFUSED`. */
  asGraph(): GraphHolder {
    throw refusal(this, 'graph');
  }

  toTree(): ExpSynTree {
    return this.#tree;
  }
}

function runExpSyn(decay: Float64Array, isyn: Float64Array, input: Float64Array, output: Float64Array): void {
  const n = isyn.length;
  for (let row = 0; row < input.length; row += n) {
    for (let c = 0; c < n; c++) {
      isyn[c] = (isyn[c] + input[row + c]) * decay[c];
      output[row + c] = isyn[c];
    }
  }
}

const checkExpSyn = ({ n, tau, dt }: ExpSynOptions): readonly Issue[] => [
  ...checkValue(['n'], n, SIZE),
  ...checkPerNeuron('tau', tau, n, TIME_CONSTANT),
  ...(dt === undefined ? [] : checkValue(['dt'], dt, TIMESTEP)),
];

const expSynTree = ({ name, n, tau, dt }: ExpSynOptions): ExpSynTree =>
  withoutUndefined<ExpSynTree>({ type: 'ExpSyn', name, shape: [n], tau: perNeuronToTree(tau), dt: dt ?? null });

/** The options that a tree stands for. */
export const expSynOptions = ({ name, shape, tau, dt }: ExpSynTree): ExpSynOptions => ({
  name,
  n: shape[0],
  tau,
  dt: dt ?? undefined,
});

/** Everything that is wrong with the tree of an `ExpSyn`. */
export const checkExpSynTree = (tree: ExpSynTree): readonly Issue[] =>
  inTree({ n: ['shape', 0] }, checkExpSyn(expSynOptions(tree)));
