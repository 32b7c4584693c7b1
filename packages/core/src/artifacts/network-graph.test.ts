import { describe, expect, it } from 'vitest';
import type { XylopipeError } from '../issues/error.js';
import { formatPath } from '../issues/issue.js';
import { type NetworkGraph, networkGraphFromJson, networkGraphToJson } from './network-graph.js';

const graph: NetworkGraph = {
  nodes: [
    { sources: [], sinks: [0] },
    { sources: [0], sinks: [1] },
    { sources: [1], sinks: [] },
  ],
  inputNodes: [0],
  outputNodes: [2],
  modules: [
    {
      type: 'LinearWeights',
      name: '0',
      inputs: [0],
      outputs: [1],
      weights: { shape: [1, 1], data: Float64Array.of(0.1) },
      biases: Float64Array.of(1),
    },
    {
      type: 'LifNeurons',
      inputs: [1],
      outputs: [2],
      tauMem: Float64Array.of(0.02),
      tauSyn: { shape: [1, 1], data: Float64Array.of(0.01) },
      threshold: Float64Array.of(1),
      bias: Float64Array.of(0),
      dt: 0.001,
    },
    { type: 'AliasConnection', inputs: [1], outputs: [2] },
    { type: 'GenericNeurons', inputs: [1], outputs: [2] },
  ],
};

describe('network graph', () => {
  it('comes back from its file form', () => {
    expect(networkGraphFromJson(JSON.parse(JSON.stringify(networkGraphToJson(graph))))).toEqual(graph);
  });

  it('names every id that points nowhere', () => {
    const json = JSON.parse(JSON.stringify(networkGraphToJson(graph)));
    json.outputNodes = [3];
    json.modules[2].inputs = [7];
    json.nodes[0].sinks = [0, 4];
    try {
      networkGraphFromJson(json);
      expect.unreachable();
    } catch (error) {
      expect((error as XylopipeError).code).toBe('GRAPH_INVALID');
      expect((error as XylopipeError).issues.map((i) => formatPath(i.at))).toEqual([
        'outputNodes[0]',
        'modules[2].inputs[0]',
        'nodes[0].sinks[1]',
      ]);
    }
  });

  it('refuses a weight tensor of another size than its shape', () => {
    const json = JSON.parse(JSON.stringify(networkGraphToJson(graph)));
    json.modules[0].weights = { shape: [2, 2], data: [1] };
    expect(() => networkGraphFromJson(json)).toThrow('modules[0].weights');
  });
});
