import { XylopipeError } from '@xylopipe/core';
import type { GraphModule } from './graph-module.js';
import { makeNodes } from './graph-node.js';

/**
 * Puts `replacement` in the place of `old`, in place: it leaves its own nodes and takes over those of `old`, at the end
 * of their lists of sources and sinks, which is what later walks see. `old` is left alone on new nodes.
 * Throws `REPLACEMENT_SIZE` if the two have different numbers of nodes.
 */
export function replaceModule(old: GraphModule, replacement: GraphModule): void {
  const { inputNodes, outputNodes } = old;
  if (inputNodes.length !== replacement.inputNodes.length || outputNodes.length !== replacement.outputNodes.length) {
    throw new XylopipeError(
      'REPLACEMENT_SIZE',
      `${old.type} ${old.name} (${inputNodes.length} -> ${outputNodes.length}) cannot be replaced by ` +
        `${replacement.type} ${replacement.name} (${replacement.inputNodes.length} -> ${replacement.outputNodes.length})`,
      { who: 'replaceModule', hint: 'give the replacement as many input and output nodes' },
    );
  }
  old.moveTo(makeNodes(inputNodes.length), makeNodes(outputNodes.length));
  replacement.moveTo(inputNodes, outputNodes);
}
