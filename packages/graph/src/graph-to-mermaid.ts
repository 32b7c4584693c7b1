import { GenericNeurons } from './generic-neurons.js';
import type { Graph } from './graph-holder.js';
import type { GraphModule } from './graph-module.js';
import { type EdgeEnd, outlineOf } from './graph-outline.js';

/** A graph as a Mermaid flowchart: neurons with round ends, other modules as boxes, edges with their number of nodes. */
export function graphToMermaid(graph: Graph): string {
  const { nin, nout, modules, edges } = outlineOf(graph);
  return [
    'flowchart TD',
    `  input(["input ${nin}"])`,
    ...modules.map((module, id) => `  ${moduleText(module, id)}`),
    `  output(["output ${nout}"])`,
    ...edges.map(({ from, to, width }) => `  ${idText(from)} -->|${width}| ${idText(to)}`),
    '',
  ].join('\n');
}

const idText = (end: EdgeEnd): string => (typeof end === 'number' ? `m${end}` : end);

function moduleText(module: GraphModule, id: number): string {
  const title = encode(`${module.type} ${module.name}`.trimEnd());
  const label = `"${title}<br/>${module.inputNodes.length} → ${module.outputNodes.length}"`;
  return module instanceof GenericNeurons ? `m${id}([${label}])` : `m${id}[${label}]`;
}

/** Whatever could mean something to Mermaid, Markdown or HTML becomes a character code. */
const encode = (text: string): string => text.replace(/[^\p{L}\p{N} ._-]/gu, (c) => `#${c.codePointAt(0)};`);
