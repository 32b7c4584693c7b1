import { type Issue, type LifStateTree, type LifTree, TimeSeries, type TimeSeriesInput } from '@xylopipe/core';
import type { GraphHolder } from '@xylopipe/graph';
import { checkLif } from './check-lif.js';
import { blankSeries, broadcast, inputSeries } from './input-series.js';
import { checkTimeConstants, lifGraph } from './lif-graph.js';
import type { LifOptions } from './lif-options.js';
import { initialLifState, type LifParameters, lifDynamics, lifParameters } from './lif-parameters.js';
import { blankRecord, traceOf } from './lif-record.js';
import { type LifDynamics, type LifState, runLif } from './lif-steps.js';
import { lifTree } from './lif-tree.js';
import type { Network, NetworkEvolution, NetworkEvolveOptions, NetworkUse } from './network.js';
import { dtMissing, label, refuseInvalid, refuseUse } from './refusal.js';

/**
 * Leaky integrate-and-fire neurons with exponential synapses, simulated as Rockpool does: several spikes per timestep,
 * reset by subtraction, no refractory time, no lower bound. A single input channel is copied to all columns.
 */
export class Lif implements Network {
  readonly name: string | undefined;
  readonly nin: number;
  readonly nout: number;
  readonly #tree: LifTree;
  readonly #parameters: LifParameters;
  readonly #dynamics: LifDynamics;
  readonly #initialState: LifState;
  #state: LifState;

  /**
   * Copies its options.
   * @param type - How a tree calls the layer; `LIFBitshift` is what `LifBitshift` is for.
   * @throws NETWORK_INVALID with everything that is wrong with the options.
   */
  constructor(options: LifOptions, type: LifTree['type'] = 'LIF') {
    refuseInvalid(checkLif(type, options), label(type, options.name));
    const parameters = lifParameters(type, options);
    const { n, s } = parameters;
    this.name = options.name;
    this.nin = n * s;
    this.nout = n;
    this.#tree = lifTree(type, options);
    this.#parameters = parameters;
    this.#dynamics = lifDynamics(parameters);
    this.#initialState = initialLifState(options, n, s);
    this.#state = copyOf(this.#initialState);
  }

  /** The present state, as a copy that another layer can begin with. */
  get state(): LifStateTree {
    const { vmem, isyn, spikes } = this.#state;
    const { n, s } = this.#parameters;
    const rows = Array.from({ length: n }, (_, i) => Array.from(isyn.subarray(i * s, (i + 1) * s)));
    return { vmem: Array.from(vmem), isyn: rows, spikes: Array.from(spikes) };
  }

  issuesFor(use: NetworkUse): readonly Issue[] {
    const { leak, dt } = this.#parameters;
    if (dt === undefined && leak.dtFor[use]) return [dtMissing(use)];
    return use === 'graph' ? checkTimeConstants(this.#parameters) : [];
  }

  evolve(input: TimeSeriesInput, { record = false }: NetworkEvolveOptions = {}): NetworkEvolution {
    refuseUse(this, 'evolve');
    const series = this.#columns(input);
    const output = blankSeries(series, this.nout);
    const records = record ? [blankRecord(series, this.#parameters.n, this.#parameters.s)] : [];
    const start = this.#state;
    const items = series.batch ?? 1;
    for (let item = 0; item < items; item++) {
      const state = copyOf(start);
      const trace = records[0] && traceOf(records[0], item, items);
      runLif(this.#dynamics, state, series.item(item).values, output.item(item).values, trace);
      if (item === 0) this.#state = state;
    }
    return { output, records };
  }

  resetState(): void {
    this.#state = copyOf(this.#initialState);
  }

  asGraph(name: string = this.name ?? ''): GraphHolder {
    refuseUse(this, 'graph');
    return lifGraph(this.#parameters, name);
  }

  toTree(): LifTree {
    return this.#tree;
  }

  #columns(input: TimeSeriesInput): TimeSeries {
    const series = TimeSeries.from(input);
    const single = series.channels === 1;
    const checked = inputSeries(series, single ? 1 : this.nin, label(this.#tree.type, this.name));
    return single && this.nin > 1 ? broadcast(checked, this.nin) : checked;
  }
}

const copyOf = ({ vmem, isyn, spikes }: LifState): LifState => ({
  vmem: vmem.slice(),
  isyn: isyn.slice(),
  spikes: spikes.slice(),
});
