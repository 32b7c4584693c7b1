import type { NirNode } from '../model/nir-graph.js';
import { array, type Field, optional, padding, sizes, whole, wholePerAxis } from './fields.js';

/** What a node can be besides a graph. */
export type NodeType = Exclude<NirNode['type'], 'NIRGraph'>;

type NodeOf<T extends NodeType, N = NirNode> = N extends { readonly type: infer U } ? (T extends U ? N : never) : never;

type FieldsOf<N> = {
  readonly [K in Exclude<keyof N, 'type' | 'metadata'>]-?: Field<Exclude<N[K], undefined>>;
};

const convolution = {
  weight: array,
  stride: wholePerAxis,
  padding,
  dilation: wholePerAxis,
  groups: whole,
  bias: array,
};

const pool = { kernelSize: array, stride: array, padding: array };
const leaky = { tau: array, r: array, vLeak: array };
const cuba = { tauSyn: array, tauMem: array, r: array, vLeak: array, wIn: optional(array) };
const spiking = { vThreshold: array, vReset: optional(array) };

/** The fields of every kind of node. A file has them under their names in snake case: `vLeak` is `v_leak`. */
export const NODE_FIELDS: { readonly [T in NodeType]: FieldsOf<NodeOf<T>> } = {
  Input: { shape: sizes },
  Output: { shape: sizes },
  Affine: { weight: array, bias: array },
  Linear: { weight: array },
  Scale: { scale: array },
  Conv1d: { inputShape: optional(whole), ...convolution },
  Conv2d: { inputShape: optional(sizes), ...convolution },
  SumPool2d: pool,
  AvgPool2d: pool,
  Flatten: { inputType: sizes, startDim: whole, endDim: whole },
  Delay: { delay: array },
  Threshold: { threshold: array },
  I: { r: array },
  IF: { r: array, ...spiking },
  LI: leaky,
  LIF: { ...leaky, ...spiking },
  CubaLI: cuba,
  CubaLIF: { ...cuba, ...spiking },
};

/** The fields of a kind of node by their names in the model; `undefined` if there is no such kind. */
export const fieldsOf = (type: string): readonly (readonly [string, Field<unknown>])[] | undefined =>
  Object.hasOwn(NODE_FIELDS, type) ? Object.entries(NODE_FIELDS[type as NodeType]) : undefined;
