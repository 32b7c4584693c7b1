import type { FFwdStackTree, Issue, TimeSeriesInput } from '@xylopipe/core';
import type { GraphHolder } from '@xylopipe/graph';
import { Chain, type ChainOptions, checkNotEmpty, type Sized } from './chain.js';
import { fault } from './fault.js';
import { Linear } from './linear.js';
import { checkMatrix, type Matrix, matrixToTree } from './matrix.js';
import type { Network, NetworkEvolution, NetworkEvolveOptions, NetworkUse } from './network.js';
import { refusal, refuseUse } from './refusal.js';
import { withoutUndefined } from './tree-keys.js';

/** What a stack can be given besides its children. */
export interface FFwdStackOptions extends ChainOptions {
  /** `weights[i]`, `(Nout of child i, Nin of child i + 1)`, stands between children `i` and `i + 1`. */
  readonly weights: readonly Matrix[];
}

/** Layers one after the other, with weights between each two. It can be simulated, but not made a graph. */
export class FFwdStack extends Chain {
  readonly #weights: FFwdStackTree['weights'];
  readonly #links: readonly Linear[];

  /** Copies the weights. Throws `NETWORK_INVALID` with everything that does not fit. */
  constructor(children: readonly Network[], { name, weights }: FFwdStackOptions) {
    super('FFwdStack', children, name, checkStack(children, weights));
    this.#weights = weights.map(matrixToTree);
    this.#links = weights.map((matrix) => new Linear({ weights: matrix }));
  }

  override issuesFor(use: NetworkUse): readonly Issue[] {
    return use === 'graph' ? [noGraph, ...super.issuesFor(use)] : super.issuesFor(use);
  }

  override evolve(input: TimeSeriesInput, options?: NetworkEvolveOptions): NetworkEvolution {
    refuseUse(this, 'evolve');
    return this.evolveChildren(input, options, this.#links);
  }

  /** Always throws `GRAPH_REFUSED`. */
  override asGraph(): GraphHolder {
    throw refusal(this, 'graph');
  }

  override toTree(): FFwdStackTree {
    const children = this.treesOfChildren();
    return withoutUndefined<FFwdStackTree>({ type: 'FFwdStack', name: this.name, children, weights: this.#weights });
  }
}

/** What is wrong with the children and weights of a stack. */
export function checkStack(children: readonly Sized[], weights: readonly Matrix[]): readonly Issue[] {
  if (children.length === 0) return checkNotEmpty(children);
  const gaps = children.length - 1;
  const misfits = weights
    .slice(0, gaps)
    .flatMap((matrix, i) => checkMatrix(['weights', i], matrix, children[i].nout, children[i + 1].nin));
  if (weights.length === gaps) return misfits;
  const message = `${children.length} layers have ${gaps} gaps between them, but there are ${weights.length} matrices`;
  const hint = 'give one weight matrix for each two neighbours';
  const bounds = { measured: weights.length, limit: gaps };
  return [fault('WRONG_SHAPE', ['weights'], message, hint, bounds), ...misfits];
}

const noGraph = fault(
  'NO_GRAPH',
  [],
  'an FFwdStack has no graph form, here as in Rockpool: its weights belong to none of its layers',
  'write it as a Sequential with a Linear for each of its weights, which computes the same',
);
