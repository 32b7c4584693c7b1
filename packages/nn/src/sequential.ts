import type { ChainTree, Issue, TimeSeriesInput } from '@xylopipe/core';
import type { GraphHolder } from '@xylopipe/graph';
import { chainGraph, chainIssues, chainSize, checkChain, evolveChain } from './chain.js';
import type { Network, NetworkEvolution, NetworkEvolveOptions, NetworkUse } from './network.js';
import { label, refuseInvalid, refuseUse } from './refusal.js';
import { withoutUndefined } from './tree-keys.js';

/** What a container can be given besides its children. */
export interface ChainOptions {
  readonly name?: string | undefined;
}

/** Layers one after the other: the output of each is the input of the next, in the same timestep. */
export class Sequential implements Network {
  readonly name: string | undefined;
  readonly nin: number;
  readonly nout: number;
  readonly children: readonly Network[];

  /**
   * The children are kept, and with them their states.
   * Throws `NETWORK_INVALID` if there is none, and with every pair of neighbours that do not fit.
   */
  constructor(children: readonly Network[], { name }: ChainOptions = {}) {
    refuseInvalid(checkChain(children), label('Sequential', name));
    this.name = name;
    this.children = [...children];
    ({ nin: this.nin, nout: this.nout } = chainSize(children));
  }

  issuesFor(use: NetworkUse): readonly Issue[] {
    return chainIssues(this.children, use);
  }

  evolve(input: TimeSeriesInput, options?: NetworkEvolveOptions): NetworkEvolution {
    refuseUse(this, 'evolve');
    return evolveChain(this.children, input, options);
  }

  resetState(): void {
    for (const child of this.children) child.resetState();
  }

  asGraph(name: string = this.name ?? ''): GraphHolder {
    refuseUse(this, 'graph');
    return chainGraph(this.children, name);
  }

  toTree(): ChainTree {
    const children = this.children.map((child) => child.toTree());
    return withoutUndefined<ChainTree>({ type: 'Sequential', name: this.name, children });
  }
}
