import type { Issue } from '@xylopipe/core';
import { type FlatGraph, type FlatNode, type NirEdge, sourcesOf, targetsOf } from '../model/flat-graph.js';
import { nodeIssue } from '../model/node-issue.js';
import { nodesOnCycles } from '../model/on-cycles.js';

/** Whether the nodes are joined as those of a network are: from one input to one output, going round in neurons only. */
export const checkTopology = (graph: FlatGraph): readonly Issue[] => [
  ...checkEnds(graph),
  ...checkConnected(graph),
  ...checkOutput(graph),
  ...checkCycles(graph),
];

function checkEnds(graph: FlatGraph): readonly Issue[] {
  return (['Input', 'Output'] as const).flatMap((type) => {
    const names = named(graph, type);
    const around = names.filter((name) => (type === 'Input' ? sourcesOf : targetsOf)(graph, name).length > 0);
    const backwards = around.map((name) => {
      const message = `an edge ${type === 'Input' ? 'leads into' : 'comes out of'} the ${type} node`;
      return nodeIssue('NIR_EDGE_BACKWARDS', name, message, 'take that edge out');
    });
    if (names.length === 1) return backwards;
    const code = type === 'Input' ? 'NIR_INPUTS' : 'NIR_OUTPUTS';
    const hint = `join them into one ${type} node`;
    const message = `the graph has ${names.length} ${type} nodes, a network has one${names.length > 1 ? `: ${names.join(', ')}` : ''}`;
    return [...backwards, nodeIssue(code, '', message, hint, { measured: names.length, limit: 1 })];
  });
}

function checkConnected(graph: FlatGraph): readonly Issue[] {
  const behind = reachedFrom(named(graph, 'Input'), (name) => targetsOf(graph, name));
  const before = reachedFrom(named(graph, 'Output'), (name) => sourcesOf(graph, name));
  return [...graph.nodes.keys()].flatMap((name) => {
    if (behind.has(name) && before.has(name)) return [];
    const message = behind.has(name) ? 'nothing of it gets to the output' : 'nothing of the input gets to it';
    return [nodeIssue('NIR_NOT_CONNECTED', name, message, 'connect it, or take it out of the graph')];
  });
}

/** What leaves a chip are spikes. */
function checkOutput(graph: FlatGraph): readonly Issue[] {
  const hint = 'end the graph with weights and neurons';
  return named(graph, 'Output').flatMap((output) => {
    const drivers = reachedFrom([output], (name) =>
      name === output || graph.nodes.get(name)?.type === 'Flatten' ? sourcesOf(graph, name) : [],
    );
    return [...drivers]
      .filter((name) => ['Input', 'Linear', 'Affine', 'Scale'].includes(graph.nodes.get(name)?.type ?? ''))
      .map((name) => nodeIssue('NIR_OUTPUT_NOT_SPIKES', name, 'the output comes from here, not from neurons', hint));
  });
}

/** Nodes that give out in a timestep what they get in it. A cycle of nothing else is no valid graph. */
const STATELESS: readonly FlatNode['type'][] = [
  'Linear',
  'Affine',
  'Scale',
  'Flatten',
  'Threshold',
  'Conv1d',
  'Conv2d',
  'SumPool2d',
  'AvgPool2d',
];

function checkCycles(graph: FlatGraph): readonly Issue[] {
  const isStateless = (name: string): boolean => STATELESS.includes(graph.nodes.get(name)?.type ?? 'Input');
  // Which nodes with a state drive which others, through anything without.
  const layers = [...graph.nodes.keys()].filter((name) => !isStateless(name));
  const driven = layers.flatMap((source) =>
    [...reachedFrom(targetsOf(graph, source), (name) => (isStateless(name) ? targetsOf(graph, name) : []))]
      .filter((target) => !isStateless(target) && target !== source)
      .map((target): NirEdge => [source, target]),
  );
  const round = nodesOnCycles(driven);
  if (round.length === 0) return [];
  const message = `a cycle goes through several layers: ${round.join(', ')}`;
  const hint = 'a layer can be recurrent, layers together cannot: join them into one layer';
  return [nodeIssue('NIR_CYCLE_OF_LAYERS', round[0], message, hint, { measured: round.length, limit: 1 })];
}

/** The given nodes and all that can be reached from them. */
function reachedFrom(names: readonly string[], next: (name: string) => readonly string[]): ReadonlySet<string> {
  const reached = new Set(names);
  // A set grows while it is walked.
  for (const name of reached) for (const further of next(name)) reached.add(further);
  return reached;
}

const named = ({ nodes }: FlatGraph, type: FlatNode['type']): readonly string[] =>
  [...nodes].flatMap(([name, node]) => (node.type === type ? [name] : []));
