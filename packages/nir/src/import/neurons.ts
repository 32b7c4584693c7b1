import { sizeOf } from '@xylopipe/core';
import type { FlatGraph, FlatNode } from '../model/flat-graph.js';
import type { NirCubaLif, NirLif } from '../model/nir-graph.js';

/** The neurons that a chip can have. */
export type Neurons = NirLif | NirCubaLif;

const isNeurons = (node: FlatNode | undefined): node is Neurons => node?.type === 'LIF' || node?.type === 'CubaLIF';

/** How many there are. */
export const sizeOfNeurons = ({ vThreshold }: Neurons): number => sizeOf(vThreshold.shape);

/** All neurons of a graph with their names. */
export const neuronsIn = ({ nodes }: FlatGraph): readonly (readonly [string, Neurons])[] =>
  [...nodes].flatMap(([name, node]) => (isNeurons(node) ? [[name, node] as const] : []));

/** The membrane's time constant, seconds. */
export const tauMemOf = (node: Neurons): ArrayLike<number> => (node.type === 'LIF' ? node.tau : node.tauMem).data;
