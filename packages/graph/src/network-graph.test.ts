import { type ModuleRecord, type NetworkGraph, networkGraphFromJson, networkGraphToJson } from '@xylopipe/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chain, countingWeights, errorOf, issuesOf, lif, recurrentLif, weights } from '../test/networks.js';
import { AliasConnection } from './alias-connection.js';
import { bagGraph } from './bag-graph.js';
import { GenericNeurons } from './generic-neurons.js';
import { type Graph, GraphHolder } from './graph-holder.js';
import { GraphModule } from './graph-module.js';
import { makeNodes } from './graph-node.js';
import { fromNetworkGraph, networkGraphOfModules, toNetworkGraph } from './network-graph.js';
import { replaceModule } from './replace-module.js';

function residualNetwork(): GraphHolder {
  const { neurons } = recurrentLif(2, '2.1');
  const block = chain(weights(2, 2, '2.0'), neurons);
  const before = chain(weights(3, 2, '0'), lif(2, '1'));
  const alias = new AliasConnection(block.inputNodes, block.outputNodes, { name: '2.alias' });
  const graph = chain(before, block, weights(2, 1, '3'), GenericNeurons.withOwnNodes(1, 1));
  expect(alias.inputNodes).toEqual(before.outputNodes);
  return graph;
}

const orders = (graph: Graph) => {
  const { nodes, modules } = bagGraph(graph);
  const id = (module: GraphModule): number => modules.indexOf(module);
  return nodes.map((node) => ({ sources: [...node.sources].map(id), sinks: [...node.sinks].map(id) }));
};

describe('toNetworkGraph', () => {
  it('numbers nodes and modules in walk order', () => {
    expect(toNetworkGraph(chain(weights(1, 2, '0'), lif(2, '1')))).toMatchObject({
      nodes: [
        { sources: [], sinks: [0] },
        { sources: [1], sinks: [] },
        { sources: [1], sinks: [] },
        { sources: [0], sinks: [1] },
        { sources: [0], sinks: [1] },
      ],
      inputNodes: [0],
      outputNodes: [1, 2],
      modules: [
        { type: 'LinearWeights', name: '0', inputs: [0], outputs: [3, 4], weights: countingWeights(1, 2) },
        { type: 'LifNeurons', name: '1', inputs: [3, 4], outputs: [1, 2], dt: 1e-3 },
      ],
    });
  });

  it('keeps the order of sources and sinks', () => {
    const graph = residualNetwork();
    expect(toNetworkGraph(graph).nodes).toEqual(orders(graph));
  });

  it('leaves out the name of a module without one', () => {
    expect(toNetworkGraph(lif(1)).modules[0]?.name).toBeUndefined();
  });

  it('shares arrays with the graph', () => {
    const module = weights(1, 1);
    expect(toNetworkGraph(module).modules[0]).toMatchObject({ weights: module.weights });
    expect((toNetworkGraph(module).modules[0] as { weights: unknown }).weights).toBe(module.weights);
  });

  it('refuses modules that the artifact does not know, naming each', () => {
    class ChipNeurons extends GenericNeurons {
      override readonly type = 'ChipNeurons';
    }
    class Bare extends GraphModule {
      readonly type = 'Bare';
      constructor() {
        super(makeNodes(2), makeNodes(1), {});
      }
    }
    const graph = chain(weights(1, 2), ChipNeurons.withOwnNodes(2, 2), new Bare());
    expect(errorOf(() => toNetworkGraph(graph)).code).toBe('GRAPH_NOT_PLAIN');
    expect(issuesOf(() => toNetworkGraph(graph))).toEqual([
      ['UNKNOWN_MODULE_TYPE', 'modules.1'],
      ['UNKNOWN_MODULE_TYPE', 'modules.2'],
    ]);
  });
});

describe('fromNetworkGraph', () => {
  it('is the inverse of toNetworkGraph', () => {
    const data = toNetworkGraph(residualNetwork());
    expect(toNetworkGraph(fromNetworkGraph(data))).toEqual(data);
  });

  it('is the inverse through a file', () => {
    const data = toNetworkGraph(residualNetwork());
    const read = networkGraphFromJson(JSON.parse(JSON.stringify(networkGraphToJson(data))));
    expect(toNetworkGraph(fromNetworkGraph(read))).toEqual(data);
  });

  it('keeps orders that no order of creation would give', () => {
    const data = toNetworkGraph(residualNetwork());
    const reversed: NetworkGraph = {
      ...data,
      nodes: data.nodes.map(({ sources, sinks }) => ({ sources: sources.toReversed(), sinks: sinks.toReversed() })),
    };
    const graph = fromNetworkGraph(reversed);
    const again = toNetworkGraph(graph);
    expect(again.nodes).toEqual(orders(graph));
    // Compared by names, since the walk gives other numbers.
    const named = ({ nodes, modules }: NetworkGraph): readonly string[] =>
      nodes.map(({ sources, sinks }) =>
        [sources, sinks].map((ids) => ids.map((id) => modules[id]?.name).join()).join('|'),
      );
    expect(named(again).toSorted()).toEqual(named(reversed).toSorted());
  });

  it('builds a graph that can be changed without changing the data', () => {
    const data = toNetworkGraph(residualNetwork());
    const before = structuredClone(data);
    const graph = fromNetworkGraph(data);
    for (const module of bagGraph(graph).modules) {
      if (module instanceof GenericNeurons) {
        replaceModule(module, GenericNeurons.withOwnNodes(module.inputNodes.length, module.outputNodes.length));
      }
    }
    expect(data).toEqual(before);
  });

  it('refuses what is not a graph', () => {
    const data = toNetworkGraph(lif(1));
    expect(errorOf(() => fromNetworkGraph({ ...data, inputNodes: [7] })).code).toBe('GRAPH_INVALID');
  });
});

describe('networkGraphOfModules', () => {
  const neurons = (inputs: readonly number[], outputs: readonly number[]): ModuleRecord => ({
    type: 'GenericNeurons',
    inputs,
    outputs,
  });

  it('lists the modules at a node in the order of the list, each once', () => {
    const modules = [neurons([1, 1], [2]), neurons([0], [1]), neurons([1], [2])];
    const graph = networkGraphOfModules({ nodeCount: 4, inputNodes: [0], outputNodes: [2], modules });
    expect(graph.nodes).toEqual([
      { sources: [], sinks: [1] },
      { sources: [1], sinks: [0, 2] },
      { sources: [0, 2], sinks: [] },
      { sources: [], sinks: [] },
    ]);
    expect(graph.modules).toBe(modules);
  });

  it('equals making the modules one after the other', () => {
    const ids = fc.array(fc.nat(4), { minLength: 2, maxLength: 2 });
    const list = fc.array(fc.record({ inputs: ids, outputs: ids }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(list, (ends) => {
        const nodes = makeNodes(5);
        const all = [0, 1, 2, 3, 4];
        for (const { inputs, outputs } of ends) {
          new AliasConnection(
            inputs.map((id) => nodes[id]!),
            outputs.map((id) => nodes[id]!),
          );
        }
        const modules = ends.map((module): ModuleRecord => ({ type: 'AliasConnection', ...module }));
        const graph = networkGraphOfModules({ nodeCount: 5, inputNodes: all, outputNodes: [], modules });
        expect(toNetworkGraph(fromNetworkGraph(graph))).toEqual(toNetworkGraph(new GraphHolder(nodes, [])));
      }),
    );
  });

  it('refuses nodes that do not exist', () => {
    const make = () =>
      networkGraphOfModules({ nodeCount: 2, inputNodes: [0], outputNodes: [2], modules: [neurons([0], [5])] });
    expect(errorOf(make).code).toBe('GRAPH_INVALID');
    expect(issuesOf(make)).toEqual([
      ['DANGLING_ID', 'outputNodes.0'],
      ['DANGLING_ID', 'modules.0.outputs.0'],
    ]);
    expect(
      errorOf(() => networkGraphOfModules({ nodeCount: -1, inputNodes: [], outputNodes: [], modules: [] })).code,
    ).toBe('NODE_COUNT');
  });
});
