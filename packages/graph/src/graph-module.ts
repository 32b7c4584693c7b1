import { type Issue, type ModuleRecord, refuseOnErrors } from '@xylopipe/core';
import { checkWidths } from './check-parameters.js';
import { type GraphNode, makeNodes } from './graph-node.js';

/** What every module can be given. */
export interface ModuleOptions {
  /** For messages and prints: the path in the network, child indices joined with `.`. Default: empty. */
  readonly name?: string | undefined;
}

/** One computation of a graph, between ordered input and output nodes. */
export abstract class GraphModule {
  /** What kind of module it is, e.g. `LinearWeights`. */
  abstract readonly type: string;
  /** Path in the network that it was made of, e.g. `2.1.rec`; empty for a network of one module. */
  readonly name: string;
  #inputNodes: readonly GraphNode[];
  #outputNodes: readonly GraphNode[];

  /**
   * Attaches the module to its nodes: to the end of their lists of sinks and sources.
   * Throws `MODULE_INVALID` with `issues` and leaves the nodes alone if one of them is an error.
   */
  constructor(
    inputNodes: readonly GraphNode[],
    outputNodes: readonly GraphNode[],
    { name = '' }: ModuleOptions,
    issues: readonly Issue[] = [],
  ) {
    const all = [...checkWidths(inputNodes.length, outputNodes.length), ...issues];
    refuseOnErrors(all, 'MODULE_INVALID', 'the parameters of this module do not fit', {
      who: `${new.target.name}${name === '' ? '' : ` ${name}`}`,
    });
    this.name = name;
    this.#inputNodes = [...inputNodes];
    this.#outputNodes = [...outputNodes];
    this.#attach();
  }

  /** A module with nodes of its own, e.g. `LinearWeights.withOwnNodes(2, 3, { weights })`. Throws what the constructor throws, and `NODE_COUNT`. */
  static withOwnNodes<M extends GraphModule, Rest extends unknown[]>(
    this: new (
      inputNodes: readonly GraphNode[],
      outputNodes: readonly GraphNode[],
      ...rest: Rest
    ) => M,
    nin: number,
    nout: number,
    ...rest: Rest
  ): M {
    return new this(makeNodes(nin), makeNodes(nout), ...rest);
  }

  get inputNodes(): readonly GraphNode[] {
    return this.#inputNodes;
  }

  get outputNodes(): readonly GraphNode[] {
    return this.#outputNodes;
  }

  /** The module as plain data, on nodes with these ids. Absent for kinds of module that the graph artifact does not know. */
  toRecord?(inputs: readonly number[], outputs: readonly number[]): ModuleRecord;

  /** Leaves the present nodes and attaches the module to the end of the lists of others. */
  moveTo(inputNodes: readonly GraphNode[], outputNodes: readonly GraphNode[]): void {
    for (const node of this.#inputNodes) node.removeSink(this);
    for (const node of this.#outputNodes) node.removeSource(this);
    this.#inputNodes = [...inputNodes];
    this.#outputNodes = [...outputNodes];
    this.#attach();
  }

  /** Puts nodes in the place of others. The lists of the nodes are not touched: that is the caller's half. */
  substituteNodes(substitutes: ReadonlyMap<GraphNode, GraphNode>): void {
    this.#inputNodes = this.#inputNodes.map((node) => substitutes.get(node) ?? node);
    this.#outputNodes = this.#outputNodes.map((node) => substitutes.get(node) ?? node);
  }

  #attach(): void {
    for (const node of this.#inputNodes) node.addSink(this);
    for (const node of this.#outputNodes) node.addSource(this);
  }
}
