import { GenericNeurons } from './generic-neurons.js';
import type { Graph } from './graph-holder.js';
import type { GraphModule } from './graph-module.js';
import { type EdgeEnd, outlineOf } from './graph-outline.js';

/** A graph in the DOT language of Graphviz: neurons as ellipses, other modules as boxes, edges with their number of nodes. */
export function graphToDot(graph: Graph): string {
  const { name, nin, nout, modules, edges } = outlineOf(graph);
  return [
    `digraph ${quote(name)} {`,
    '  node [shape=box];',
    `  input [label=${quote(`input ${nin}`)}, shape=plaintext];`,
    ...modules.map((module, id) => `  ${moduleText(module, id)}`),
    `  output [label=${quote(`output ${nout}`)}, shape=plaintext];`,
    ...edges.map(({ from, to, width }) => `  ${idText(from)} -> ${idText(to)} [label="${width}"];`),
    '}',
    '',
  ].join('\n');
}

const idText = (end: EdgeEnd): string => (typeof end === 'number' ? `m${end}` : end);

function moduleText(module: GraphModule, id: number): string {
  const title = `${module.type} ${module.name}`.trimEnd();
  const label = quote(`${title}\n${module.inputNodes.length} -> ${module.outputNodes.length}`);
  return `m${id} [label=${label}${module instanceof GenericNeurons ? ', shape=ellipse' : ''}];`;
}

/** A quoted DOT string: `\n` is its line break, and it reads HTML entities. */
const quote = (text: string): string =>
  `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n').replaceAll('&', '&amp;')}"`;
