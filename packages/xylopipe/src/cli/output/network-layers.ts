import type { NetworkTree } from '@xylopipe/core';

/** A layer of a network, in short. */
export interface LayerSummary {
  /** Names or places of the modules on the way to it, e.g. `2.spikes`. */
  readonly name: string;
  readonly type: string;
  readonly inputs: number;
  readonly outputs: number;
  /** Absent where nothing says it. */
  readonly recurrent?: boolean;
}

/** All layers of a tree, in order; the weights between the children of a stack are layers too. */
export function layersOf(tree: NetworkTree, path: readonly string[] = []): readonly LayerSummary[] {
  const name = path.join('.') || (tree.name ?? '');
  switch (tree.type) {
    case 'Linear':
      return [{ name, type: tree.type, inputs: tree.shape[0], outputs: tree.shape[1], recurrent: false }];
    case 'LIF':
    case 'LIFBitshift':
      return [{ name, type: tree.type, inputs: tree.shape[0], outputs: tree.shape[1], recurrent: tree.has_rec }];
    case 'ExpSyn':
      return [{ name, type: tree.type, inputs: tree.shape[0], outputs: tree.shape[0], recurrent: false }];
    default:
      return tree.children.flatMap((child, i) => {
        const weights = tree.type === 'FFwdStack' && i > 0 ? tree.weights[i - 1] : undefined;
        return [
          ...(weights === undefined ? [] : [weightsBetween(weights, [...path, `weights_${i - 1}`])]),
          ...layersOf(child, [...path, child.name || String(i)]),
        ];
      });
  }
}

type Weights = Extract<NetworkTree, { type: 'FFwdStack' }>['weights'][number];

function weightsBetween(weights: Weights, path: readonly string[]): LayerSummary {
  const [inputs, outputs] = 'shape' in weights ? weights.shape : [weights.length, weights[0]?.length ?? 0];
  return { name: path.join('.'), type: 'Linear', inputs, outputs, recurrent: false };
}
