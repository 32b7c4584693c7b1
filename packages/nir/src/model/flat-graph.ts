import type { NirGraph, NirNode } from './nir-graph.js';

/** Any node but a graph. */
export type FlatNode = Exclude<NirNode, NirGraph>;

/** From the output of one node to the input of another. */
export type NirEdge = readonly [source: string, target: string];

/** A graph without graphs in it. Every edge names nodes that are there, no edge is there twice. */
export interface FlatGraph {
  readonly nodes: ReadonlyMap<string, FlatNode>;
  readonly edges: readonly NirEdge[];
}

/** Names of the nodes that feed `name`. */
export const sourcesOf = ({ edges }: FlatGraph, name: string): readonly string[] =>
  edges.flatMap(([source, target]) => (target === name ? [source] : []));

/** Names of the nodes that `name` feeds. */
export const targetsOf = ({ edges }: FlatGraph, name: string): readonly string[] =>
  edges.flatMap(([source, target]) => (source === name ? [target] : []));

/** What is to become of a graph; nodes that go take their edges with them. */
export interface GraphEdit {
  readonly remove?: readonly string[] | undefined;
  /** New nodes, and nodes in the place of others. */
  readonly put?: Iterable<readonly [string, FlatNode]> | undefined;
  readonly disconnect?: readonly NirEdge[] | undefined;
  readonly connect?: readonly NirEdge[] | undefined;
}

/** The edited graph; the given one stays as it is. */
export function editGraph(
  graph: FlatGraph,
  { remove = [], put = [], disconnect = [], connect = [] }: GraphEdit,
): FlatGraph {
  const gone = new Set(remove);
  const cut = new Set(disconnect.map(edgeKey));
  const kept = graph.edges.filter((edge) => !gone.has(edge[0]) && !gone.has(edge[1]) && !cut.has(edgeKey(edge)));
  const nodes = new Map([...graph.nodes].filter(([name]) => !gone.has(name)));
  for (const [name, node] of put) nodes.set(name, node);
  return { nodes, edges: distinctEdges([...kept, ...connect]) };
}

/** Takes a node out and joins what fed it to what it fed. */
export function bypassNode(graph: FlatGraph, name: string): FlatGraph {
  const targets = targetsOf(graph, name);
  const connect = sourcesOf(graph, name).flatMap((source) => targets.map((target): NirEdge => [source, target]));
  return editGraph(graph, { remove: [name], connect });
}

/** A name that no node has yet. */
export function freeName({ nodes }: Pick<FlatGraph, 'nodes'>, wish: string): string {
  let name = wish;
  for (let i = 2; nodes.has(name); i++) name = `${wish}_${i}`;
  return name;
}

/** Every edge once: edges are identities, a second one says nothing. */
export const distinctEdges = (edges: readonly NirEdge[]): readonly NirEdge[] => [
  ...new Map(edges.map((edge) => [edgeKey(edge), edge])).values(),
];

const edgeKey = ([source, target]: NirEdge): string => JSON.stringify([source, target]);
