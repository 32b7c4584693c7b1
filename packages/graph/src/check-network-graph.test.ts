import { formatPath, type ModuleRecord, type NetworkGraph, zeros } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { chain, countingWeights, lif, lifParameters, weights } from '../test/networks.js';
import { checkNetworkGraph } from './check-network-graph.js';
import { toNetworkGraph } from './network-graph.js';

/** Weights 1 -> 2 from node 0 to nodes 3 and 4, neurons from there to nodes 1 and 2. */
const good = toNetworkGraph(chain(weights(1, 2, '0'), lif(2, '1')));

const found = (graph: NetworkGraph): readonly string[] =>
  checkNetworkGraph(graph).map(({ code, at }) => `${code} ${formatPath(at)}`);

const withModule = (id: number, change: object): NetworkGraph => ({
  ...good,
  modules: good.modules.map((m, i) => (i === id ? ({ ...m, ...change } as ModuleRecord) : m)),
});

const withNode = (id: number, change: Partial<NetworkGraph['nodes'][number]>): NetworkGraph => ({
  ...good,
  nodes: good.nodes.map((n, i) => (i === id ? { ...n, ...change } : n)),
});

describe('checkNetworkGraph', () => {
  it('has nothing to say about a graph', () => {
    expect(checkNetworkGraph(good)).toEqual([]);
    expect(checkNetworkGraph({ nodes: [], inputNodes: [], outputNodes: [], modules: [] })).toEqual([]);
  });

  it('accepts nodes that nobody uses', () => {
    expect(checkNetworkGraph({ ...good, nodes: [...good.nodes, { sources: [], sinks: [] }] })).toEqual([]);
  });

  it.each<[string, NetworkGraph, string]>([
    ['weights', withModule(0, { weights: countingWeights(2, 1) }), 'WRONG_SHAPE modules[0].weights'],
    ['biases', withModule(0, { biases: new Float64Array(1) }), 'WRONG_SHAPE modules[0].biases'],
    ['tauMem', withModule(1, { tauMem: new Float64Array(3) }), 'WRONG_SHAPE modules[1].tauMem'],
    ['tauSyn', withModule(1, { tauSyn: zeros([2, 2]) }), 'WRONG_SHAPE modules[1].tauSyn'],
    ['threshold', withModule(1, { threshold: new Float64Array(1) }), 'WRONG_SHAPE modules[1].threshold'],
    ['bias', withModule(1, { bias: Float64Array.of(0, Number.NaN) }), 'NOT_FINITE modules[1].bias[1]'],
    ['dt', withModule(1, { dt: 0 }), 'WRONG_DT modules[1].dt'],
  ])('compares %s with the nodes', (_, graph, issue) => {
    expect(found(graph)).toEqual([issue]);
  });

  it.each<[string, object, readonly string[]]>([
    ['neurons', { type: 'GenericNeurons', inputs: [0], outputs: [3, 4] }, ['WRONG_SYNAPSES modules[0].inputs']],
    ['an alias', { type: 'AliasConnection', inputs: [0], outputs: [3, 4] }, ['WRONG_ALIAS_WIDTH modules[0].outputs']],
  ])('compares both sides of %s', (_, module, issues) => {
    expect(found(withModule(0, module))).toEqual(issues);
  });

  it('says so if LIF neurons cannot share out their inputs', () => {
    const record = { type: 'LifNeurons', inputs: [0], outputs: [3, 4], ...lifParameters(2) };
    expect(found(withModule(0, record))).toEqual(['WRONG_SYNAPSES modules[0].inputs']);
  });

  it('finds modules without nodes', () => {
    const graph = {
      ...good,
      modules: [...good.modules, { type: 'AliasConnection', inputs: [], outputs: [] } as const],
    };
    expect(found(graph)).toEqual([
      'EMPTY_MODULE modules[2].inputs',
      'EMPTY_MODULE modules[2].outputs',
      'UNREACHABLE_MODULE modules[2]',
    ]);
  });

  it('finds every id of nothing, and then leaves connections alone', () => {
    const graph: NetworkGraph = {
      ...withNode(4, { sources: [0, 2], sinks: [-1] }),
      inputNodes: [5],
      outputNodes: [1, 0.5],
    };
    expect(found(graph)).toEqual([
      'DANGLING_ID inputNodes[0]',
      'DANGLING_ID outputNodes[1]',
      'DANGLING_ID nodes[4].sources[1]',
      'DANGLING_ID nodes[4].sinks[0]',
    ]);
    expect(found(withModule(1, { inputs: [3, 9] }))).toEqual(['DANGLING_ID modules[1].inputs[1]']);
  });

  it('finds a node that does not list a module that owns it', () => {
    expect(found(withNode(3, { sinks: [] }))).toEqual(['NOT_LISTED nodes[3].sinks']);
    expect(found(withNode(3, { sources: [] }))).toEqual(['NOT_LISTED nodes[3].sources']);
  });

  it('finds a node that lists a module that does not own it', () => {
    expect(found(withNode(3, { sinks: [1, 0] }))).toEqual(['NOT_CONNECTED nodes[3].sinks[1]']);
    expect(found(withNode(0, { sources: [1] }))).toEqual(['NOT_CONNECTED nodes[0].sources[0]']);
  });

  it('finds a module that a node lists twice', () => {
    expect(found(withNode(3, { sources: [0, 0] }))).toEqual(['DUPLICATE_ID nodes[3].sources[1]']);
  });

  it('finds modules that a walk would lose', () => {
    const lost: ModuleRecord = { type: 'GenericNeurons', inputs: [5], outputs: [6] };
    const graph = {
      ...good,
      nodes: [...good.nodes, { sources: [], sinks: [2] }, { sources: [2], sinks: [] }],
      modules: [...good.modules, lost],
    };
    expect(found(graph)).toEqual(['UNREACHABLE_MODULE modules[2]']);
    expect(found({ ...good, inputNodes: [] })).toEqual([]);
    expect(found({ ...good, inputNodes: [], outputNodes: [] })).toEqual([
      'UNREACHABLE_MODULE modules[0]',
      'UNREACHABLE_MODULE modules[1]',
    ]);
  });

  it('finds all of it at once', () => {
    const graph = { ...withModule(1, { dt: -1 }), nodes: withNode(0, { sinks: [] }).nodes, inputNodes: [9] };
    expect(found(graph)).toEqual(['DANGLING_ID inputNodes[0]', 'WRONG_DT modules[1].dt']);
    expect(found({ ...graph, inputNodes: [0] })).toEqual(['WRONG_DT modules[1].dt', 'NOT_LISTED nodes[0].sinks']);
  });
});
