import { type ChainTree, type Issue, TimeSeries, type TimeSeriesInput } from '@xylopipe/core';
import { AliasConnection, type GraphHolder } from '@xylopipe/graph';
import { chainGraph, chainIssues, chainSize, checkChain, evolveChain, type Sized } from './chain.js';
import { join } from './graph-name.js';
import { inputSeries } from './input-series.js';
import type { Network, NetworkEvolution, NetworkEvolveOptions, NetworkUse } from './network.js';
import { label, refuseInvalid, refuseUse } from './refusal.js';
import type { ChainOptions } from './sequential.js';
import { withoutUndefined } from './tree-keys.js';

/** Layers one after the other, and the block's input added to their output. */
export class Residual implements Network {
  readonly name: string | undefined;
  readonly nin: number;
  readonly nout: number;
  readonly children: readonly Network[];

  /** As `Sequential`; throws `NETWORK_INVALID` also if input and output differ in size. */
  constructor(children: readonly Network[], { name }: ChainOptions = {}) {
    refuseInvalid(checkResidual(children), label('Residual', name));
    this.name = name;
    this.children = [...children];
    ({ nin: this.nin, nout: this.nout } = chainSize(children));
  }

  issuesFor(use: NetworkUse): readonly Issue[] {
    return chainIssues(this.children, use);
  }

  evolve(input: TimeSeriesInput, options?: NetworkEvolveOptions): NetworkEvolution {
    refuseUse(this, 'evolve');
    const series = inputSeries(input, this.nin, label('Residual', this.name));
    const { output, records } = evolveChain(this.children, series, options);
    return { output: sum(output, series), records };
  }

  resetState(): void {
    for (const child of this.children) child.resetState();
  }

  /** The graph of the children, and an alias from the block's input nodes to its output nodes. */
  asGraph(name: string = this.name ?? ''): GraphHolder {
    refuseUse(this, 'graph');
    const graph = chainGraph(this.children, name);
    new AliasConnection(graph.inputNodes, graph.outputNodes, { name: join(name, 'alias') });
    return graph;
  }

  toTree(): ChainTree {
    const children = this.children.map((child) => child.toTree());
    return withoutUndefined<ChainTree>({ type: 'Residual', name: this.name, children });
  }
}

/** What is wrong with the children of a residual block. */
export function checkResidual(children: readonly Sized[]): readonly Issue[] {
  const issues = checkChain(children);
  const { nin, nout } = chainSize(children);
  if (nin === nout) return issues;
  const message = `the block takes ${nin} channels and gives ${nout}, so that they cannot be added`;
  const hint = 'end the block as wide as it begins';
  const common = { code: 'SIZES_DIFFER', severity: 'error', at: ['children'] } as const;
  return [...issues, { ...common, measured: nout, limit: nin, message, hint }];
}

function sum(a: TimeSeries, b: TimeSeries): TimeSeries {
  const values = a.values.map((x, i) => x + b.values[i]);
  return a.batch === undefined
    ? new TimeSeries([a.steps, a.channels], values)
    : new TimeSeries([a.batch, a.steps, a.channels], values);
}
