import type { GraphModule } from './graph-module.js';

/** The modules that read what `module` puts out, in order. */
const readersOf = (module: GraphModule): ReadonlySet<GraphModule> => {
  const readers = new Set<GraphModule>();
  for (const node of module.outputNodes) for (const sink of node.sinks) readers.add(sink);
  return readers;
};

/** Whether a path leads from the module's output back to its input, through modules of any kind, aliases included. */
export function isRecurrent(module: GraphModule): boolean {
  const reached = new Set(readersOf(module));
  // A set grows while it is iterated, so this visits whatever is downstream.
  for (const reader of reached) {
    if (reader === module) return true;
    for (const next of readersOf(reader)) reached.add(next);
  }
  return false;
}

/** Whether the module's output returns to its input at once: directly, or through exactly one other module. */
export function hasSelfLoop(module: GraphModule): boolean {
  for (const reader of readersOf(module)) {
    if (reader === module || readersOf(reader).has(module)) return true;
  }
  return false;
}
