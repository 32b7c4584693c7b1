import type { ChainTree, Issue, TimeSeriesInput } from '@xylopipe/core';
import type { GraphHolder } from '@xylopipe/graph';
import { Chain, type ChainOptions, checkNeighbours, checkNotEmpty, type Sized } from './chain.js';
import type { Network, NetworkEvolution, NetworkEvolveOptions } from './network.js';
import { refuseUse } from './refusal.js';
import { withoutUndefined } from './tree-keys.js';

/** Layers one after the other: the output of each is the input of the next, in the same timestep. */
export class Sequential extends Chain {
  /** Throws `NETWORK_INVALID` if there is no child, and with every two neighbours that do not fit. */
  constructor(children: readonly Network[], { name }: ChainOptions = {}) {
    super('Sequential', children, name, checkSequential(children));
  }

  override evolve(input: TimeSeriesInput, options?: NetworkEvolveOptions): NetworkEvolution {
    refuseUse(this, 'evolve');
    return this.evolveChildren(input, options);
  }

  override asGraph(name: string = this.name ?? ''): GraphHolder {
    refuseUse(this, 'graph');
    return this.graphOfChildren(name);
  }

  override toTree(): ChainTree {
    return withoutUndefined<ChainTree>({ type: 'Sequential', name: this.name, children: this.treesOfChildren() });
  }
}

/** What is wrong with the children of a `Sequential`. */
export const checkSequential = (children: readonly Sized[]): readonly Issue[] => [
  ...checkNotEmpty(children),
  ...checkNeighbours(children),
];
