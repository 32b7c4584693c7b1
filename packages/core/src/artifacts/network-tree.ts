import { z } from 'zod';
import { chooseSchema, header, type JsonValue, numberList, numberRows, parseJson } from './json.js';

/** A weight matrix of a network tree: rows, or one value for all of a shape. */
export type TreeMatrix =
  | readonly (readonly number[])[]
  | { readonly shape: readonly [number, number]; readonly fill: number };
/** One value per neuron, or one for all. */
export type TreeVector = number | readonly number[];

/** `y = x W + b` at every timestep. */
export interface LinearTree {
  readonly type: 'Linear';
  readonly name?: string | undefined;
  readonly shape: readonly [nin: number, nout: number];
  readonly weight: TreeMatrix;
  readonly bias?: readonly number[] | null | undefined;
}

/** Leaky integrate-and-fire neurons; input column `c` is synapse `c mod S` of neuron `floor(c / S)`, `S = Nin / N`. */
export interface LifTree {
  readonly type: 'LIF' | 'LIFBitshift';
  readonly name?: string | undefined;
  readonly shape: readonly [nin: number, n: number];
  /** Seconds, `(N)`. Absent where `leak_mode` gives the decay in another way. */
  readonly tau_mem?: TreeVector | undefined;
  /** Seconds, `(N, S)` or `(1, S)`. */
  readonly tau_syn?: number | readonly (readonly number[])[] | undefined;
  readonly threshold: TreeVector;
  readonly bias: TreeVector;
  readonly has_rec: boolean;
  /** Recurrent weights, row = source neuron, column = target synapse column, `(N, Nin)`. */
  readonly w_rec?: TreeMatrix | null | undefined;
  /** Seconds; `null` if missing. */
  readonly dt: number | null;
  readonly max_spikes_per_dt?: number | undefined;
  readonly leak_mode?: 'taus' | 'bitshifts' | 'decays' | undefined;
  readonly dash_mem?: TreeVector | undefined;
  readonly dash_syn?: number | readonly (readonly number[])[] | undefined;
  readonly alpha?: TreeVector | undefined;
  readonly beta?: number | readonly (readonly number[])[] | undefined;
  readonly initial_state?: LifStateTree | undefined;
}

/** State of LIF neurons between two timesteps: `vmem (N)`, `isyn (N, S)`, `spikes (N)` of the last step. */
export interface LifStateTree {
  readonly vmem: readonly number[];
  readonly isyn: readonly (readonly number[])[];
  readonly spikes: readonly number[];
}

/** `i = (i + x) exp(-dt / tau)`, output `i`. */
export interface ExpSynTree {
  readonly type: 'ExpSyn';
  readonly name?: string | undefined;
  readonly shape: readonly [n: number];
  readonly tau: TreeVector;
  readonly dt: number | null;
}

/** Children one after the other; `Residual` adds the block's input to its output. */
export interface ChainTree {
  readonly type: 'Sequential' | 'Residual';
  readonly name?: string | undefined;
  readonly children: readonly NetworkTree[];
}

/** Children with a weight matrix between each two: `weights[i]` is `[out_i][in_(i+1)]`. */
export interface FFwdStackTree {
  readonly type: 'FFwdStack';
  readonly name?: string | undefined;
  readonly children: readonly NetworkTree[];
  readonly weights: readonly TreeMatrix[];
}

/** A network as a tree of modules: the file form of what package `nn` builds. Sizes are checked there. */
export type NetworkTree = LinearTree | LifTree | ExpSynTree | ChainTree | FFwdStackTree;

/** What a bare tree must be. */
function treeSchema(): z.ZodType<NetworkTree> {
  const size = z.int().nonnegative();
  const name = z.string().optional();
  const vector = chooseSchema<TreeVector>((value) => (typeof value === 'number' ? z.number() : numberList()));
  const perSynapse = chooseSchema<number | readonly (readonly number[])[]>((value) =>
    typeof value === 'number' ? z.number() : numberRows(),
  );
  const filled = z.strictObject({ shape: z.tuple([size, size]), fill: z.number() });
  const matrix = chooseSchema<TreeMatrix>((value) => (Array.isArray(value) ? numberRows() : filled));

  const linear = z.strictObject({
    type: z.literal('Linear'),
    name,
    shape: z.tuple([size, size]),
    weight: matrix,
    bias: numberList().nullable().optional(),
  });

  const lif = z.strictObject({
    type: z.enum(['LIF', 'LIFBitshift']),
    name,
    shape: z.tuple([size, size]),
    tau_mem: vector.optional(),
    tau_syn: perSynapse.optional(),
    threshold: vector,
    bias: vector,
    has_rec: z.boolean(),
    w_rec: matrix.nullable().optional(),
    dt: z.number().nullable(),
    max_spikes_per_dt: z.number().positive().optional(),
    leak_mode: z.enum(['taus', 'bitshifts', 'decays']).optional(),
    dash_mem: vector.optional(),
    dash_syn: perSynapse.optional(),
    alpha: vector.optional(),
    beta: perSynapse.optional(),
    initial_state: z.strictObject({ vmem: numberList(), isyn: numberRows(), spikes: numberList() }).optional(),
  });

  const expSyn = z.strictObject({
    type: z.literal('ExpSyn'),
    name,
    shape: z.tuple([size]),
    tau: vector,
    dt: z.number().nullable(),
  });

  const chain = z.strictObject({
    type: z.enum(['Sequential', 'Residual']),
    name,
    get children(): z.ZodType<readonly NetworkTree[]> {
      return z.array(tree);
    },
  });

  const stack = z.strictObject({
    type: z.literal('FFwdStack'),
    name,
    get children(): z.ZodType<readonly NetworkTree[]> {
      return z.array(tree);
    },
    weights: z.array(matrix),
  });

  const tree: z.ZodType<NetworkTree> = z.discriminatedUnion('type', [linear, lif, expSyn, chain, stack]);
  return tree;
}

const fileSchema = () => z.strictObject({ ...header('xylopipe/network', 1), network: treeSchema() });

/** Reads a bare tree, or `{"format": "xylopipe/network", "version": 1, "network": tree}`. Throws `NETWORK_INVALID` with all issues. */
export function networkTreeFromJson(json: unknown): NetworkTree {
  if (typeof json === 'object' && json !== null && 'format' in json) {
    return parseJson(fileSchema(), json, 'NETWORK_INVALID', 'network').network;
  }
  return parseJson(treeSchema(), json, 'NETWORK_INVALID', 'network');
}

/** The versioned file form of a tree. */
export const networkTreeToJson = (network: NetworkTree): JsonValue =>
  ({ format: 'xylopipe/network', version: 1, network }) as unknown as JsonValue;
