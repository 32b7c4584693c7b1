import {
  type Checked,
  type Issue,
  isXylopipeError,
  type NetworkTree,
  refuseOnErrors,
  XylopipeError,
} from '@xylopipe/core';
import { networkFromTree } from '@xylopipe/nn';
import { scheduleNodes } from '../evaluate/schedule.js';
import { type FlatGraph, sourcesOf } from '../model/flat-graph.js';
import { flattenGraph } from '../model/flatten-graph.js';
import type { NirFile } from '../model/nir-graph.js';
import { validateNir } from '../validate/validate-nir.js';
import { buildTree } from './build-tree.js';
import { checkConvertible } from './check-convertible.js';
import { checkNeurons } from './check-neurons.js';
import { checkTopology } from './check-topology.js';
import { type ConversionEntry, type Converted, EXACT } from './conversion-entry.js';
import { dropIdentities } from './drop-identities.js';
import { gatherWeights } from './gather-weights.js';
import type { NirImportOptions } from './import-options.js';
import { type LayerContext, layerOf } from './layer.js';
import { multiplyWeights } from './multiply-weights.js';
import { neuronsIn } from './neurons.js';
import { readDt } from './read-dt.js';
import { resetOf } from './reset-rule.js';
import { shiftReset } from './shift-reset.js';
import { unifyWeights } from './unify-weights.js';

/** A network out of a NIR file, and all that was changed on the way. */
export interface NirImport {
  /** `Linear` and `LIFBitshift` layers in a `Sequential`, with `Residual` blocks; every layer has the name of its node. */
  readonly network: NetworkTree;
  readonly report: readonly ConversionEntry[];
}

/**
 * Makes a NIR graph a network that a chip can have: input added before the decay, decays of bit shifts, reset by
 * subtraction, no gains. Layers are found by how they are connected, never by name or by order in the file.
 * @throws NIR_IMPORT_REFUSED with everything that cannot be converted, and why.
 */
export function importNir(file: NirFile, options: NirImportOptions = {}): Checked<NirImport> {
  const problems = validateNir(file.root);
  const { graph, inlined, issues: missing } = flattenGraph(file.root);
  const timestep = readDt(file.root, graph, options.dt);
  const { dt } = timestep;
  refuse([
    ...problems,
    ...checkConvertible(graph, options.bias),
    ...checkNeurons(graph, dt),
    // With edges missing, there is more that is not connected than is worth saying.
    ...(missing.length === 0 ? checkTopology(graph) : []),
    ...timestep.issues,
  ]);
  const reset = resetOf(file.root, options.reset);
  const converted = convert(graph, reset.rule === 'value' ? [...STEPS, shiftReset] : STEPS);
  const layers = layersOf(converted.graph, { dt: dt as number, decay: options.decay, reset: reset.rule });
  const { input, output } = endsOf(converted.graph);
  const built = buildTree(layers, input, { name: output, sources: sourcesOf(converted.graph, output) });
  refuse(built.issues);
  return {
    value: {
      network: sound(built.tree),
      report: [
        ...timestep.entries,
        ...inlined.map(inlinedEntry),
        ...converted.entries,
        ...layers.flatMap(({ entries }) => entries),
      ],
    },
    issues: [...problems, ...reset.issues],
  };
}

/** In this order, each relies on what those before it have done. */
const STEPS: readonly ((graph: FlatGraph) => Converted)[] = [
  dropIdentities,
  unifyWeights,
  multiplyWeights,
  gatherWeights,
];

const convert = (graph: FlatGraph, steps: readonly ((graph: FlatGraph) => Converted)[]): Converted =>
  steps.reduce<Converted>(
    (before, step) => {
      const after = step(before.graph);
      return { graph: after.graph, entries: [...before.entries, ...after.entries] };
    },
    { graph, entries: [] },
  );

/** All layers in topological order, which ties of names decide, not the order in the file. */
function layersOf(graph: FlatGraph, context: LayerContext) {
  const sorted = { ...graph, nodes: new Map([...graph.nodes].sort(([a], [b]) => (a < b ? -1 : 1))) };
  const order = scheduleNodes(sorted, new Set());
  const neurons = new Map(neuronsIn(graph));
  return order.flatMap((name) => {
    const node = neurons.get(name);
    return node === undefined ? [] : [layerOf(graph, name, node, context)];
  });
}

const endsOf = ({ nodes }: FlatGraph) => {
  const named = (wanted: string): string => [...nodes].find(([, { type }]) => type === wanted)?.[0] ?? '';
  return { input: named('Input'), output: named('Output') };
};

/** The tree, if a network can be made of it: numbers may have overflowed on the way. */
function sound(tree: NetworkTree): NetworkTree {
  try {
    return networkFromTree(tree).toTree();
  } catch (cause) {
    const issues = isXylopipeError(cause) ? cause.issues : [];
    throw new XylopipeError('NIR_IMPORT_REFUSED', MESSAGE, { issues, cause });
  }
}

const MESSAGE = 'this graph cannot be made a network for a chip';

const refuse = (issues: readonly Issue[]): void => refuseOnErrors(issues, 'NIR_IMPORT_REFUSED', MESSAGE);

const inlinedEntry = (node: string): ConversionEntry => ({
  node,
  change: 'GRAPH_INLINED',
  what: 'its nodes were put in its place',
  why: 'a network has no graphs in it; what is recurrent is seen from the edges',
  expectedError: EXACT,
});
