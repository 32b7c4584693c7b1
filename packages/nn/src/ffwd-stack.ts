import type { FFwdStackTree, Issue, TimeSeriesInput } from '@xylopipe/core';
import type { GraphHolder } from '@xylopipe/graph';
import { chainIssues, chainSize, evolveChain, noChildren, type Sized } from './chain.js';
import { Linear } from './linear.js';
import { checkMatrix, type Matrix, matrixToTree } from './matrix.js';
import type { Network, NetworkEvolution, NetworkEvolveOptions, NetworkUse } from './network.js';
import { label, noGraph, refusal, refuseInvalid, refuseUse } from './refusal.js';
import { withoutUndefined } from './tree-keys.js';

/** What a stack can be given besides its children. */
export interface FFwdStackOptions {
  readonly name?: string | undefined;
  /** `weights[i]`, `(Nout of child i, Nin of child i + 1)`, stands between children `i` and `i + 1`. */
  readonly weights: readonly Matrix[];
}

/** Layers one after the other, with weights between each two. It can be simulated, but not made a graph. */
export class FFwdStack implements Network {
  readonly name: string | undefined;
  readonly nin: number;
  readonly nout: number;
  readonly children: readonly Network[];
  readonly #weights: FFwdStackTree['weights'];
  readonly #links: readonly Linear[];

  /**
   * The children are kept, and with them their states; the weights are copied.
   * Throws `NETWORK_INVALID` with everything that does not fit.
   */
  constructor(children: readonly Network[], { name, weights }: FFwdStackOptions) {
    refuseInvalid(checkStack(children, weights), label('FFwdStack', name));
    this.name = name;
    this.children = [...children];
    ({ nin: this.nin, nout: this.nout } = chainSize(children));
    this.#weights = weights.map(matrixToTree);
    this.#links = weights.map((matrix) => new Linear({ weights: matrix }));
  }

  issuesFor(use: NetworkUse): readonly Issue[] {
    const issues = chainIssues(this.children, use);
    return use === 'evolve' ? issues : [whyNoGraph, ...issues];
  }

  evolve(input: TimeSeriesInput, options?: NetworkEvolveOptions): NetworkEvolution {
    refuseUse(this, 'evolve');
    return evolveChain(this.children, input, options, this.#links);
  }

  resetState(): void {
    for (const child of this.children) child.resetState();
  }

  /** Always throws `GRAPH_REFUSED`. */
  asGraph(): GraphHolder {
    throw refusal(this, 'graph');
  }

  toTree(): FFwdStackTree {
    const children = this.children.map((child) => child.toTree());
    return withoutUndefined<FFwdStackTree>({ type: 'FFwdStack', name: this.name, children, weights: this.#weights });
  }
}

/** What is wrong with the children and weights of a stack. */
export function checkStack(children: readonly Sized[], weights: readonly Matrix[]): readonly Issue[] {
  if (children.length === 0) return [noChildren];
  const links = children.length - 1;
  const misfits = weights
    .slice(0, links)
    .flatMap((matrix, i) => checkMatrix(['weights', i], matrix, children[i].nout, children[i + 1].nin));
  if (weights.length === links) return misfits;
  const message = `${children.length} layers have ${links} gaps between them, but there are ${weights.length} matrices`;
  const hint = 'give one weight matrix for each two neighbours';
  const common = { code: 'WEIGHTS_COUNT', severity: 'error', at: ['weights'] } as const;
  return [{ ...common, measured: weights.length, limit: links, message, hint }, ...misfits];
}

const whyNoGraph = noGraph(
  'an FFwdStack has no graph form, here as in Rockpool: its weights belong to none of its layers',
  'write it as a Sequential with a Linear for each of its weights, which computes the same',
);
