import { GraphModule, type ModuleOptions } from './graph-module.js';
import type { GraphNode } from './graph-node.js';

/** The outside of a graph, or of a part of one: where input enters and where output leaves, ordered by channel. */
export class GraphHolder {
  readonly name: string;
  #inputNodes: readonly GraphNode[];
  #outputNodes: readonly GraphNode[];

  constructor(inputNodes: readonly GraphNode[], outputNodes: readonly GraphNode[], { name = '' }: ModuleOptions = {}) {
    this.name = name;
    this.#inputNodes = [...inputNodes];
    this.#outputNodes = [...outputNodes];
  }

  get inputNodes(): readonly GraphNode[] {
    return this.#inputNodes;
  }

  get outputNodes(): readonly GraphNode[] {
    return this.#outputNodes;
  }

  /** Puts nodes in the place of others. */
  substituteNodes(substitutes: ReadonlyMap<GraphNode, GraphNode>): void {
    this.#inputNodes = this.#inputNodes.map((node) => substitutes.get(node) ?? node);
    this.#outputNodes = this.#outputNodes.map((node) => substitutes.get(node) ?? node);
  }
}

/** What has input and output nodes: a single module, or the outside of many. */
export type Graph = GraphModule | GraphHolder;

/** A holder around a single module; a holder comes back as it is. */
export const asGraphHolder = (graph: Graph): GraphHolder =>
  graph instanceof GraphModule ? new GraphHolder(graph.inputNodes, graph.outputNodes, { name: graph.name }) : graph;
