import { type ChainTree, type LifTree, type LinearTree, Raster } from '@xylopipe/core';
import type { BrokenNetwork } from './broken-networks.js';

/** Broken networks of two layers and whole dashes as one, which do not touch each other. */
export function sideBySide(...networks: readonly BrokenNetwork[]): Pick<BrokenNetwork, 'tree' | 'raster' | 'method'> {
  const layers = (place: number) => networks.map(({ tree }) => tree.children[place]);
  const [first, second] = [0, 2].map((place) => blocks(layers(place) as LinearTree[])) as [LinearTree, LinearTree];
  const [hidden, outputs] = [1, 3].map((place) => joined(layers(place) as LifTree[])) as [LifTree, LifTree];
  const tree: ChainTree = { type: 'Sequential', children: [first, hidden, second, outputs] };
  const [{ steps }] = networks.map(({ raster }) => raster) as [Raster];
  const rows = Array.from({ length: steps }, (_, t) => networks.flatMap(({ raster }) => raster.toNested()[t] ?? []));
  // A factor of its own for each neuron, as if it were alone.
  return { tree, raster: Raster.fromNested(rows), method: 'channel' };
}

/** Matrices along the diagonal of one. */
function blocks(linear: readonly LinearTree[]): LinearTree {
  const matrices = linear.map(({ weight }) => weight as readonly (readonly number[])[]);
  const widths = matrices.map(([row = []]) => row.length);
  const before = (i: number): number => widths.slice(0, i).reduce((sum, width) => sum + width, 0);
  const columns = before(widths.length);
  const weight = matrices.flatMap((matrix, i) =>
    matrix.map((row) => [
      ...new Array<number>(before(i)).fill(0),
      ...row,
      ...new Array<number>(columns - before(i) - row.length).fill(0),
    ]),
  );
  return { type: 'Linear', shape: [weight.length, columns], weight };
}

/** One layer of the neurons of several, whose options are those of the first. */
function joined(layers: readonly LifTree[]): LifTree {
  const count = layers.reduce((sum, { shape: [n] }) => sum + n, 0);
  const each = <T>(value: (layer: LifTree) => unknown): T[] =>
    layers.flatMap((layer) => {
      const own = value(layer);
      return Array.isArray(own) ? own : new Array<T>(layer.shape[0]).fill(own as T);
    });
  return {
    ...(layers[0] as LifTree),
    shape: [count, count],
    threshold: each<number>(({ threshold }) => threshold),
    dash_mem: each<number>(({ dash_mem }) => dash_mem),
    dash_syn: each<number>(({ dash_syn }) => dash_syn).map((dash) => [dash]),
  };
}
