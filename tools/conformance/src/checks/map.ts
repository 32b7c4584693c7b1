import {
  type MapOptions,
  type ModuleRecord,
  type Nested,
  type NetworkGraph,
  networkTreeFromJson,
  tensorFromNested,
} from '@xylopipe/core';
import { networkGraphOfModules, toNetworkGraph } from '@xylopipe/graph';
import { networkFromTree } from '@xylopipe/nn';
import type { Context } from '../context.js';
import { valueDifference } from '../difference.js';
import { type CaseResult, runCase } from '../result.js';
import { VECTOR_FAULTS } from '../vector-faults.js';
import { type DeviceEntry, mappingDifference } from './mapping.js';

interface RecordedModule {
  readonly type: string;
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly weights?: Nested;
  readonly biases?: readonly number[] | null;
  readonly tau_mem?: readonly number[];
  readonly tau_syn?: Nested;
  readonly threshold?: readonly number[];
  readonly bias?: readonly number[];
  readonly dt?: number | null;
}

interface RecordedGraph {
  readonly n_nodes: number;
  readonly input_nodes: readonly number[];
  readonly output_nodes: readonly number[];
  readonly modules: readonly RecordedModule[];
}

interface MapCase {
  readonly network?: unknown;
  readonly graph?: RecordedGraph;
  readonly backend?: string;
  readonly mapper_args?: { readonly max_hidden_neurons?: number; readonly max_output_neurons?: number };
  readonly devices: Readonly<Record<string, DeviceEntry>>;
}

type MapFile = MapCase & { readonly name: string; readonly cases?: readonly (MapCase & { readonly case: string })[] };

/** `map/`: networks to specifications, or to the rule or stage that rejects them. */
export function checkMap(json: unknown, context: Context): readonly CaseResult[] {
  const file = json as MapFile;
  if (file.cases === undefined) return checkCase(file.name, file, context);
  return file.cases.flatMap((c) => checkCase(`${file.name}/${c.case}`, c, context));
}

interface DiscrepancyFile {
  readonly name: string;
  readonly network: unknown;
  readonly backend: string;
  readonly device: string;
  readonly corrected: DeviceEntry;
}

/** `map_discrepancies/`: what a correct mapper says where the reference is wrong. */
export function checkMapDiscrepancy(json: unknown, context: Context): readonly CaseResult[] {
  const { name, network, backend, device, corrected } = json as DiscrepancyFile;
  return checkCase(name, { network, backend, devices: { [device]: corrected } }, context);
}

function checkCase(name: string, recorded: MapCase, { registry }: Context): readonly CaseResult[] {
  const graph = recorded.network === undefined ? handmade(recorded.graph as RecordedGraph) : graphOf(recorded.network);
  const options: MapOptions = {
    maxHiddenNeurons: recorded.mapper_args?.max_hidden_neurons,
    maxOutputNeurons: recorded.mapper_args?.max_output_neurons,
  };
  const results: CaseResult[] = [];
  if (recorded.network !== undefined && recorded.graph !== undefined) {
    const walk = recorded.graph;
    results.push(runCase(`${name} graph`, () => valueDifference('graph', walkOf(graph), walkOf(walk))));
  }
  for (const [chipId, entry] of Object.entries(recorded.devices)) {
    const caseName = `${name} ${chipId}`;
    if (!registry.has(chipId)) results.push({ name: caseName, outcome: 'notYet', chipId });
    else
      results.push(
        runCase(caseName, () =>
          mappingDifference(
            registry.get(chipId),
            graph,
            options,
            entry,
            recorded.backend,
            VECTOR_FAULTS[caseName]?.fields,
          ),
        ),
      );
  }
  return results;
}

/** The graph of a recorded network tree. */
export const graphOf = (tree: unknown): NetworkGraph =>
  toNetworkGraph(networkFromTree(networkTreeFromJson(tree)).asGraph());

const OUR_TYPES: Readonly<Record<string, ModuleRecord['type']>> = {
  LinearWeights: 'LinearWeights',
  LIFNeuronWithSynsRealValue: 'LifNeurons',
  GenericNeurons: 'GenericNeurons',
  AliasConnection: 'AliasConnection',
};

/** Nodes and modules of a graph as the vectors list them. */
function walkOf(graph: NetworkGraph | RecordedGraph): unknown {
  const isOurs = 'nodes' in graph;
  return {
    nodes: isOurs ? graph.nodes.length : graph.n_nodes,
    inputs: isOurs ? graph.inputNodes : graph.input_nodes,
    outputs: isOurs ? graph.outputNodes : graph.output_nodes,
    modules: graph.modules.map(({ type, inputs, outputs }) => [isOurs ? type : OUR_TYPES[type], inputs, outputs]),
  };
}

/** A graph given as modules, which are attached to their nodes in list order. */
function handmade(recorded: RecordedGraph): NetworkGraph {
  const list = (values: readonly number[] | undefined): Float64Array => Float64Array.from(values ?? []);
  const modules = recorded.modules.map((m): ModuleRecord => {
    const { inputs, outputs } = m;
    const type = OUR_TYPES[m.type];
    if (type === 'LinearWeights') {
      const biases = m.biases === null || m.biases === undefined ? {} : { biases: list(m.biases) };
      return { type, inputs, outputs, weights: tensorFromNested(m.weights as Nested), ...biases };
    }
    if (type !== 'LifNeurons') return { type: type as 'GenericNeurons' | 'AliasConnection', inputs, outputs };
    const dt = m.dt === null || m.dt === undefined ? {} : { dt: m.dt };
    const tauSyn = tensorFromNested(m.tau_syn as Nested);
    return {
      type,
      inputs,
      outputs,
      tauMem: list(m.tau_mem),
      tauSyn,
      threshold: list(m.threshold),
      bias: list(m.bias),
      ...dt,
    };
  });
  return networkGraphOfModules({
    nodeCount: recorded.n_nodes,
    inputNodes: recorded.input_nodes,
    outputNodes: recorded.output_nodes,
    modules,
  });
}
