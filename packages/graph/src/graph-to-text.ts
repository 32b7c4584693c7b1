import type { Graph } from './graph-holder.js';
import { type EdgeEnd, type OutlineEdge, outlineOf } from './graph-outline.js';

/**
 * A graph as text, one line per module in walk order: its number, type, name, how many nodes go in and come out, and
 * what feeds it. A feeder of only some of the nodes is followed by how many, e.g. `#2 (3)`.
 */
export function graphToText(graph: Graph): string {
  const { name, nin, nout, nodeCount, modules, edges } = outlineOf(graph);
  const edgesInto = new Map<EdgeEnd, OutlineEdge[]>([...modules.keys(), 'output' as const].map((to) => [to, []]));
  for (const edge of edges) edgesInto.get(edge.to)?.push(edge);
  const feedersOf = (to: EdgeEnd, width: number): string =>
    `from ${
      edgesInto
        .get(to)
        ?.map((edge) => feederText(edge, width))
        .join(', ') || 'nothing'
    }`;
  const rows = modules.map((module, id) => [
    `#${id}`,
    module.type,
    nameText(module.name),
    `${module.inputNodes.length} -> ${module.outputNodes.length}`,
    feedersOf(id, module.inputNodes.length),
  ]);
  const title = name === '' ? 'graph' : `graph ${nameText(name)}`;
  return [
    `${title}: ${nin} -> ${nout}, ${count(modules.length, 'module')}, ${count(nodeCount, 'node')}`,
    ...alignColumns(rows),
    `output ${feedersOf('output', nout)}`,
  ].join('\n');
}

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;

function feederText({ from, width }: OutlineEdge, all: number): string {
  const who = typeof from === 'number' ? `#${from}` : from;
  return width === all ? who : `${who} (${width})`;
}

/** Names that could be taken for something else are quoted. */
const nameText = (name: string): string => (/^[\w.-]*$/.test(name) ? name : JSON.stringify(name));

function alignColumns(rows: readonly (readonly string[])[]): readonly string[] {
  const columns = rows[0]?.keys() ?? [];
  const widths = Array.from(columns, (i) => rows.reduce((max, row) => Math.max(max, row[i]?.length ?? 0), 0));
  return rows.map((row) => {
    const cells = row.map((cell, i) => cell.padEnd(widths[i] ?? 0));
    return cells.join('  ').trimEnd();
  });
}
