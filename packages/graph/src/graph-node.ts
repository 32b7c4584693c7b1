import { XylopipeError } from '@xylopipe/core';
import type { GraphModule } from './graph-module.js';

/**
 * A connection point: one channel that some modules drive and others read.
 * The modules' own node lists are the other half of a connection, so only what changes both keeps a graph sound:
 * module constructors, `connectModules` and `replaceModule`.
 */
export class GraphNode {
  readonly #sources = new Set<GraphModule>();
  readonly #sinks = new Set<GraphModule>();

  /** The modules that drive this node, in the order they were attached. */
  get sources(): ReadonlySet<GraphModule> {
    return this.#sources;
  }

  /** The modules that read this node, in the order they were attached. */
  get sinks(): ReadonlySet<GraphModule> {
    return this.#sinks;
  }

  /** Appends a source; one that is there keeps its place. */
  addSource(module: GraphModule): void {
    this.#sources.add(module);
  }

  /** Appends a sink; one that is there keeps its place. */
  addSink(module: GraphModule): void {
    this.#sinks.add(module);
  }

  removeSource(module: GraphModule): void {
    this.#sources.delete(module);
  }

  removeSink(module: GraphModule): void {
    this.#sinks.delete(module);
  }
}

/** New nodes without modules. Throws `NODE_COUNT` unless `count` is a non-negative integer. */
export function makeNodes(count: number): readonly GraphNode[] {
  if (!(Number.isSafeInteger(count) && count >= 0)) {
    throw new XylopipeError('NODE_COUNT', `cannot make ${count} nodes`, { hint: 'give a non-negative integer' });
  }
  return Array.from({ length: count }, () => new GraphNode());
}
