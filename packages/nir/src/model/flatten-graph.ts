import type { Issue, IssuePath } from '@xylopipe/core';
import { distinctEdges, type FlatGraph, type FlatNode, freeName, type NirEdge } from './flat-graph.js';
import { nameMeant } from './name-meant.js';
import type { NirGraph, NirNode } from './nir-graph.js';

/** More than any chip has use for, and few enough that whoever reads the graph need not fear it. */
const MAX_FLAT_NODES = 1024;
const MAX_FLAT_EDGES = 4 * MAX_FLAT_NODES;

/** A graph as it is without nesting, and what was in the way. */
export interface Flattened {
  /** Without the edges that issues are about. */
  readonly graph: FlatGraph;
  /** Names of the graphs that were dissolved, outermost first. */
  readonly inlined: readonly string[];
  readonly issues: readonly Issue[];
}

/** Dissolves nested graphs: node `b` of graph `a` is `a.b`, and edges pass through inner Input and Output nodes. */
export function flattenGraph(root: NirNode): Flattened {
  const size = sizeOfGraph(root);
  if (root.type !== 'NIRGraph') return nothing(notAGraph(root));
  if (size.nodes > MAX_FLAT_NODES) return nothing(tooMany('nodes', size.nodes, MAX_FLAT_NODES));
  if (size.edges > MAX_FLAT_EDGES) return nothing(tooMany('edges', size.edges, MAX_FLAT_EDGES));
  const nodes = new Map<string, FlatNode>();
  const edges: NirEdge[] = [];
  const passages = new Set<string>();
  const inlined: string[] = [];
  const issues: Issue[] = [];

  /** Adds what is in a graph; gives back where edges from and to it have to go. */
  const inline = (graph: NirGraph, prefix: string, at: IssuePath): Ports => {
    const ports = new Map<string, Ports>();
    for (const [name, node] of graph.nodes) {
      const full = freeName({ nodes }, `${prefix}${name}`);
      if (node.type === 'NIRGraph') {
        inlined.push(full);
        ports.set(name, inline(node, `${full}.`, [...at, 'nodes', name]));
        continue;
      }
      nodes.set(full, node);
      if (prefix !== '' && (node.type === 'Input' || node.type === 'Output')) passages.add(full);
      ports.set(name, { entries: [full], exits: [full] });
    }
    graph.edges.forEach(([source, target], i) => {
      const missing = [source, target].filter((name) => !ports.has(name));
      const path = [...at, 'edges', i];
      if (missing.length > 0)
        issues.push(...missing.map((name) => dangling(path, name, [source, target], nameMeant(graph, name))));
      else {
        const { exits } = ports.get(source) as Ports;
        const { entries } = ports.get(target) as Ports;
        if (exits.length !== 1) issues.push(ambiguous(path, source, exits.length, 'Output'));
        if (entries.length !== 1) issues.push(ambiguous(path, target, entries.length, 'Input'));
        if (exits.length === 1 && entries.length === 1) edges.push([exits[0], entries[0]]);
      }
    });
    const named = (type: 'Input' | 'Output') =>
      [...graph.nodes].flatMap(([name, node]) => (node.type === type ? (ports.get(name) as Ports).entries : []));
    return { entries: named('Input'), exits: named('Output') };
  };

  inline(root, '', []);
  return { graph: withoutPassages(nodes, distinctEdges(edges), passages), inlined, issues };
}

interface Ports {
  readonly entries: readonly string[];
  readonly exits: readonly string[];
}

function withoutPassages(
  nodes: ReadonlyMap<string, FlatNode>,
  edges: readonly NirEdge[],
  passages: ReadonlySet<string>,
): FlatGraph {
  const next = new Map<string, string[]>();
  for (const [source, target] of edges) next.set(source, [...(next.get(source) ?? []), target]);
  const through = edges.flatMap(([source, target]) => {
    if (passages.has(source)) return [];
    // A set grows while it is walked: every passage is entered once, also where they go in circles.
    const reached = new Set([target]);
    for (const name of reached) if (passages.has(name)) for (const after of next.get(name) ?? []) reached.add(after);
    return [...reached].filter((name) => !passages.has(name)).map((name): NirEdge => [source, name]);
  });
  return { nodes: new Map([...nodes].filter(([name]) => !passages.has(name))), edges: distinctEdges(through) };
}

/** Counts until it is too many; without recursion, since a file may nest as deep as it likes. */
function sizeOfGraph(node: NirNode): { readonly nodes: number; readonly edges: number } {
  let nodes = 0;
  let edges = 0;
  const open = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    nodes++;
    if (next.type !== 'NIRGraph') continue;
    edges += next.edges.length;
    if (nodes + open.length + next.nodes.size > MAX_FLAT_NODES)
      return { nodes: nodes + open.length + next.nodes.size, edges };
    if (edges > MAX_FLAT_EDGES) break;
    open.push(...next.nodes.values());
  }
  return { nodes, edges };
}

const nothing = (issue: Issue): Flattened => ({
  graph: { nodes: new Map(), edges: [] },
  inlined: [],
  issues: [issue],
});

const notAGraph = (root: NirNode): Issue => ({
  code: 'NIR_NOT_A_GRAPH',
  severity: 'error',
  at: [],
  measured: root.type,
  limit: 'NIRGraph',
  message: 'the file holds a single node, which neither has an input nor an output',
  hint: 'put it into a graph, between an Input and an Output node',
});

const tooMany = (what: string, measured: number, limit: number): Issue => ({
  code: 'NIR_TOO_LARGE',
  severity: 'error',
  at: [what],
  measured,
  limit,
  message: `the graph has more ${what} than any chip has neurons for`,
  hint: 'use a node per layer, not per neuron',
});

const dangling = (at: IssuePath, name: string, edge: NirEdge, meant: string | undefined): Issue => ({
  code: 'NIR_DANGLING_EDGE',
  severity: 'error',
  at,
  measured: name,
  message: `the edge from ${JSON.stringify(edge[0])} to ${JSON.stringify(edge[1])} names ${JSON.stringify(name)}, which is no node of the graph`,
  hint:
    meant === undefined
      ? 'give the node that name, or the edge the name of the node'
      : `${JSON.stringify(meant)} is the only node without edges: it must be meant, call it ${JSON.stringify(name)}`,
});

const ambiguous = (at: IssuePath, name: string, measured: number, type: string): Issue => ({
  code: 'NIR_AMBIGUOUS_EDGE',
  severity: 'error',
  at,
  measured,
  limit: 1,
  message: `the graph ${JSON.stringify(name)} has ${measured} ${type} nodes, so that an edge cannot tell which is meant`,
  hint: `let a nested graph have one ${type} node`,
});
