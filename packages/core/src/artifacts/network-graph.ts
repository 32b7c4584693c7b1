import { z } from 'zod';
import type { Tensor } from '../data/tensor.js';
import { header, type JsonValue, numberList, parseJson } from './json.js';
import { tensorSchema, tensorToJson } from './tensor-json.js';

/** A connection point: the modules that drive it and the modules that it drives, in the order they were attached. */
export interface NodeRecord {
  /** Indices into `NetworkGraph.modules`, without duplicates. */
  readonly sources: readonly number[];
  readonly sinks: readonly number[];
}

interface ModuleCommon {
  /** For messages: the path in the network that it was made of, e.g. `1.lif`. */
  readonly name?: string | undefined;
  /** Indices into `NetworkGraph.nodes`, ordered. */
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
}

/** Weights from every input node to every output node. */
export interface LinearWeightsRecord extends ModuleCommon {
  readonly type: 'LinearWeights';
  /** `(Nin, Nout)`. */
  readonly weights: Tensor;
  /** `(Nout)`; absent if the layer has none. */
  readonly biases?: Float64Array | undefined;
}

/** Leaky integrate-and-fire neurons with real parameters; input node `c` is synapse `c mod S` of neuron `floor(c / S)`. */
export interface LifNeuronsRecord extends ModuleCommon {
  readonly type: 'LifNeurons';
  /** Seconds, `(N)`. */
  readonly tauMem: Float64Array;
  /** Seconds, `(N, S)`. */
  readonly tauSyn: Tensor;
  /** `(N)`. */
  readonly threshold: Float64Array;
  /** `(N)`. */
  readonly bias: Float64Array;
  /** Seconds; absent if the network does not say. */
  readonly dt?: number | undefined;
}

/** Neurons of which nothing but their number is known. */
export interface GenericNeuronsRecord extends ModuleCommon {
  readonly type: 'GenericNeurons';
}

/** Spikes at input `i` are also sent from output `i`: the skip path of a residual block. */
export interface AliasConnectionRecord extends ModuleCommon {
  readonly type: 'AliasConnection';
}

/** One module of a graph. */
export type ModuleRecord = LinearWeightsRecord | LifNeuronsRecord | GenericNeuronsRecord | AliasConnectionRecord;

/** A computational graph as plain lists; package `graph` gives it behaviour. */
export interface NetworkGraph {
  readonly nodes: readonly NodeRecord[];
  /** Indices of the nodes where input enters and output leaves, ordered by channel. */
  readonly inputNodes: readonly number[];
  readonly outputNodes: readonly number[];
  readonly modules: readonly ModuleRecord[];
}

/** What a graph file must be, dangling node and module ids included. */
function graphSchema() {
  const index = z.int().nonnegative();
  const common = { name: z.string().optional(), inputs: z.array(index), outputs: z.array(index) };
  const values = numberList().transform((list) => Float64Array.from(list));

  const moduleSchema = z.discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('LinearWeights'),
      ...common,
      weights: tensorSchema(2),
      biases: values.optional(),
    }),
    z.strictObject({
      type: z.literal('LifNeurons'),
      ...common,
      tauMem: values,
      tauSyn: tensorSchema(2),
      threshold: values,
      bias: values,
      dt: z.number().optional(),
    }),
    z.strictObject({ type: z.literal('GenericNeurons'), ...common }),
    z.strictObject({ type: z.literal('AliasConnection'), ...common }),
  ]);

  return z
    .strictObject({
      ...header('xylopipe/graph', 1),
      nodes: z.array(z.strictObject({ sources: z.array(index), sinks: z.array(index) })),
      inputNodes: z.array(index),
      outputNodes: z.array(index),
      modules: z.array(moduleSchema),
    })
    .superRefine((graph, context) => {
      const check = (list: readonly number[], count: number, path: (string | number)[], what: string): void => {
        list.forEach((id, i) => {
          if (id >= count)
            context.addIssue({
              code: 'custom',
              path: [...path, i],
              message: `there is no ${what} ${id}, only ${count}`,
            });
        });
      };
      check(graph.inputNodes, graph.nodes.length, ['inputNodes'], 'node');
      check(graph.outputNodes, graph.nodes.length, ['outputNodes'], 'node');
      graph.modules.forEach((m, i) => {
        check(m.inputs, graph.nodes.length, ['modules', i, 'inputs'], 'node');
        check(m.outputs, graph.nodes.length, ['modules', i, 'outputs'], 'node');
      });
      graph.nodes.forEach((node, i) => {
        check(node.sources, graph.modules.length, ['nodes', i, 'sources'], 'module');
        check(node.sinks, graph.modules.length, ['nodes', i, 'sinks'], 'module');
      });
    });
}

/** Reads a graph file. Throws `GRAPH_INVALID` with all issues, dangling node and module ids included. */
export function networkGraphFromJson(json: unknown): NetworkGraph {
  const { nodes, inputNodes, outputNodes, modules } = parseJson(graphSchema(), json, 'GRAPH_INVALID', 'graph');
  return { nodes, inputNodes, outputNodes, modules };
}

/** The file form of a graph. */
export function networkGraphToJson(graph: NetworkGraph): JsonValue {
  const modules = graph.modules.map((m) => {
    if (m.type === 'LinearWeights') {
      return { ...m, weights: tensorToJson(m.weights), biases: m.biases && Array.from(m.biases) };
    }
    if (m.type !== 'LifNeurons') return m;
    const lists = { tauMem: Array.from(m.tauMem), threshold: Array.from(m.threshold), bias: Array.from(m.bias) };
    return { ...m, ...lists, tauSyn: tensorToJson(m.tauSyn) };
  });
  const { nodes, inputNodes, outputNodes } = graph;
  return { format: 'xylopipe/graph', version: 1, nodes, inputNodes, outputNodes, modules } as unknown as JsonValue;
}
