import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { LifTree, LinearTree, NetworkTree, TreeMatrix } from '@xylopipe/core';

/** A network tree, and where it is from. */
export interface NamedTree {
  readonly name: string;
  readonly tree: NetworkTree;
}

/** The networks of the example, and those that Rockpool evolved, where they are: `XYLOPIPE_VECTORS`, default `../shared/vectors`. */
export function recordedTrees(root: string): readonly NamedTree[] {
  const digits = ['digits-10', 'digits-8-residual'].map((name) => ({
    name,
    tree: JSON.parse(readFileSync(join(root, 'examples/digits/data', `${name}.network.json`), 'utf8')) as NetworkTree,
  }));
  const folder = join(resolve(root, process.env.XYLOPIPE_VECTORS ?? '../shared/vectors'), 'nn');
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json.gz')) : [];
  const vectors = files.map((name) => ({
    name,
    tree: JSON.parse(gunzipSync(readFileSync(join(folder, name))).toString()).network as NetworkTree,
  }));
  return [...digits, ...vectors].map(({ name, tree }) => ({ name, tree: complete(tree) }));
}

/** The tree with everything that a module has: no matrix in short, the cap that Rockpool sets where none is told, no state. */
function complete(tree: NetworkTree): NetworkTree {
  switch (tree.type) {
    case 'Sequential':
    case 'Residual':
    case 'FFwdStack':
      return { ...tree, children: tree.children.map(complete) };
    case 'Linear':
      return { bias: null, ...tree, weight: rows(tree.weight) };
    case 'ExpSyn':
      return tree;
    default: {
      const { initial_state, ...lif } = tree;
      const max_spikes_per_dt = lif.max_spikes_per_dt ?? (tree.type === 'LIF' ? 65_536 : 31);
      return { ...lif, w_rec: lif.w_rec ? rows(lif.w_rec) : null, max_spikes_per_dt };
    }
  }
}

function rows(matrix: TreeMatrix): LinearTree['weight'] & NonNullable<LifTree['w_rec']> {
  if (!('shape' in matrix)) return matrix;
  const [height, width] = matrix.shape;
  return Array.from({ length: height }, () => new Array<number>(width).fill(matrix.fill));
}

/** The tree as it is written of a backend's modules: those without a name have the one that Rockpool's combinators give. */
export function named(tree: NetworkTree, [prefix, suffix]: readonly [prefix: string, suffix: string]): NetworkTree {
  if (!('children' in tree)) return tree;
  const classOf = (child: NetworkTree) => ('children' in child ? prefix + child.type : child.type + suffix);
  const children = tree.children.map((child, i) => ({
    ...named(child, [prefix, suffix]),
    name: child.name ?? `${i}_${classOf(child)}`,
  }));
  return { ...tree, children };
}

/** Every kind of module but `FFwdStack`, with two synapses per neuron, recurrence and a residual block. */
export const ALL_KINDS: NetworkTree = complete({
  type: 'Sequential',
  children: [
    { type: 'Linear', shape: [2, 4], weight: { shape: [2, 4], fill: 0.25 }, bias: [1, 2, 3, 4] },
    {
      type: 'LIF',
      shape: [4, 2],
      tau_mem: [0.02, 0.03],
      tau_syn: [
        [0.01, 0.02],
        [0.03, 0.04],
      ],
      threshold: 1,
      bias: [0.5, -0.5],
      has_rec: true,
      w_rec: [
        [1, 2, 3, 4],
        [5, 6, 7, 8],
      ],
      dt: 0.001,
    },
    {
      type: 'Residual',
      children: [
        { type: 'Linear', shape: [2, 2], weight: { shape: [2, 2], fill: -1 } },
        {
          type: 'LIFBitshift',
          shape: [2, 2],
          tau_mem: 0.02,
          tau_syn: 0.01,
          threshold: [1, 2],
          bias: 0,
          has_rec: false,
          dt: 0.001,
        },
      ],
    },
    { type: 'ExpSyn', shape: [2], tau: [0.1, 0.2], dt: 0.001 },
    {
      type: 'LIF',
      shape: [2, 2],
      leak_mode: 'bitshifts',
      dash_mem: [3, 4],
      dash_syn: [[2], [1]],
      threshold: 1,
      bias: 0,
      has_rec: false,
      dt: 0.001,
      max_spikes_per_dt: 1,
    },
  ],
});

const layer = (name: string): readonly NetworkTree[] => [
  { type: 'Linear', name: `${name}_linear`, shape: [2, 2], weight: { shape: [2, 2], fill: 1 } },
  {
    type: 'LIF',
    name: `${name}_neurons`,
    shape: [2, 2],
    tau_mem: 0.02,
    tau_syn: [[0.01], [0.02]],
    threshold: 1,
    bias: 0,
    has_rec: false,
    dt: 0.001,
  },
];

/** Layers with the names of Rockpool's SynNet, more than ten. */
export const SYN_NET: NetworkTree = complete({
  type: 'Sequential',
  children: [...Array.from({ length: 11 }, (_, i) => layer(`${i}`)).flat(), ...layer('out')],
});
