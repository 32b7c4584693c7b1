import { sizeOf } from '@xylopipe/core';
import type { FlatGraph, FlatNode } from '../src/model/flat-graph.js';
import type { NirArray, NirCubaLif, NirFile, NirGraph, NirLif, NirNode } from '../src/model/nir-graph.js';

/** `(N)`. */
export const vector = (...values: readonly number[]): NirArray => ({
  shape: [values.length],
  data: Float64Array.from(values),
});

/** `(rows, columns)`. */
export const matrix = (rows: readonly (readonly number[])[]): NirArray => ({
  shape: [rows.length, rows[0].length],
  data: Float64Array.from(rows.flat()),
});

export const input = (...shape: readonly number[]): FlatNode => ({ type: 'Input', shape });
export const output = (...shape: readonly number[]): FlatNode => ({ type: 'Output', shape });
export const linear = (rows: readonly (readonly number[])[]): FlatNode => ({ type: 'Linear', weight: matrix(rows) });
export const affine = (rows: readonly (readonly number[])[], bias: readonly number[]): FlatNode => ({
  type: 'Affine',
  weight: matrix(rows),
  bias: vector(...bias),
});
export const scale = (...values: readonly number[]): FlatNode => ({ type: 'Scale', scale: vector(...values) });

/** Numbers that are the same for all neurons of a layer. */
export interface NeuronNumbers {
  readonly tau?: number;
  readonly tauSyn?: number;
  readonly r?: number;
  readonly wIn?: number;
  readonly vLeak?: number;
  readonly vThreshold?: number;
  readonly vReset?: number;
}

const all = (n: number, value: number): NirArray => vector(...new Array<number>(n).fill(value));

/** Neurons with a synapse; at dt = 1, a discrete model that keeps half of its current and three quarters of its membrane. */
export const cubaLif = (n: number, of: NeuronNumbers = {}): NirCubaLif => ({
  type: 'CubaLIF',
  tauSyn: all(n, of.tauSyn ?? 2),
  tauMem: all(n, of.tau ?? 4),
  r: all(n, of.r ?? 4),
  vLeak: all(n, of.vLeak ?? 0),
  vThreshold: all(n, of.vThreshold ?? 1),
  wIn: all(n, of.wIn ?? 2),
  ...(of.vReset === undefined ? {} : { vReset: all(n, of.vReset) }),
});

/** Neurons without a synapse. */
export const lif = (n: number, of: NeuronNumbers = {}): NirLif => ({
  type: 'LIF',
  tau: all(n, of.tau ?? 4),
  r: all(n, of.r ?? 4),
  vLeak: all(n, of.vLeak ?? 0),
  vThreshold: all(n, of.vThreshold ?? 1),
  ...(of.vReset === undefined ? {} : { vReset: all(n, of.vReset) }),
});

type Edges = readonly `${string}>${string}`[];

const edgesOf = (edges: Edges): NirGraph['edges'] => edges.map((edge) => edge.split('>') as [string, string]);

/** Edges are written `source>target`. */
export const graph = (
  nodes: Readonly<Record<string, NirNode>>,
  edges: Edges,
  metadata?: NirGraph['metadata'],
): NirGraph => ({
  type: 'NIRGraph',
  nodes: new Map(Object.entries(nodes)),
  edges: edgesOf(edges),
  ...(metadata === undefined ? {} : { metadata }),
});

/** The same without nested graphs. */
export const flat = (nodes: Readonly<Record<string, FlatNode>>, edges: Edges): FlatGraph => ({
  nodes: new Map(Object.entries(nodes)),
  edges: edgesOf(edges),
});

export const file = (root: NirNode): NirFile => ({ version: '1.0.7', root });

/** A flat graph as a file. */
export const fileOf = ({ nodes, edges }: FlatGraph): NirFile => file({ type: 'NIRGraph', nodes, edges });

/** An array of any shape, counting up from 0. */
export const counting = (...shape: readonly number[]): NirArray => ({
  shape,
  data: Float64Array.from({ length: sizeOf(shape) }, (_, i) => i),
});
