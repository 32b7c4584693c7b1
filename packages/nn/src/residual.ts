import type { ChainTree, Issue, TimeSeries, TimeSeriesInput } from '@xylopipe/core';
import { AliasConnection, type GraphHolder } from '@xylopipe/graph';
import { Chain, type ChainOptions, chainSize, checkNeighbours, checkNotEmpty, type Sized } from './chain.js';
import { fault } from './fault.js';
import { join } from './graph-name.js';
import { blankSeries, inputSeries } from './input-series.js';
import type { Network, NetworkEvolution, NetworkEvolveOptions } from './network.js';
import { label, refuseUse } from './refusal.js';
import { withoutUndefined } from './tree-keys.js';

/** Layers one after the other, and the block's input added to their output. */
export class Residual extends Chain {
  /** Throws `NETWORK_INVALID` as `Sequential` does, and if input and output differ in size. */
  constructor(children: readonly Network[], { name }: ChainOptions = {}) {
    super('Residual', children, name, checkResidual(children));
  }

  override evolve(input: TimeSeriesInput, options?: NetworkEvolveOptions): NetworkEvolution {
    refuseUse(this, 'evolve');
    const series = inputSeries(input, this.nin, label('Residual', this.name));
    const { output, records } = this.evolveChildren(series, options);
    return { output: sum(output, series), records };
  }

  /** The graph of the children, and an alias from the block's input nodes to its output nodes. */
  override asGraph(name: string = this.name ?? ''): GraphHolder {
    refuseUse(this, 'graph');
    const graph = this.graphOfChildren(name);
    new AliasConnection(graph.inputNodes, graph.outputNodes, { name: join(name, 'alias') });
    return graph;
  }

  override toTree(): ChainTree {
    return withoutUndefined<ChainTree>({ type: 'Residual', name: this.name, children: this.treesOfChildren() });
  }
}

/** What is wrong with the children of a `Residual`. */
export function checkResidual(children: readonly Sized[]): readonly Issue[] {
  const issues = [...checkNotEmpty(children), ...checkNeighbours(children)];
  const { nin, nout } = chainSize(children);
  if (nin === nout) return issues;
  const message = `the block takes ${nin} channels and gives ${nout}, so that they cannot be added`;
  const hint = 'end the block as wide as it begins';
  return [...issues, fault('SIZES_DIFFER', ['children'], message, hint, { measured: nout, limit: nin })];
}

function sum(a: TimeSeries, b: TimeSeries): TimeSeries {
  const total = blankSeries(a, a.channels);
  for (let i = 0; i < total.values.length; i++) total.values[i] = a.values[i] + b.values[i];
  return total;
}
