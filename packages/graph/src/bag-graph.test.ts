import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chain, countingWeights, lif, recurrentLif, weights } from '../test/networks.js';
import { AliasConnection } from './alias-connection.js';
import { bagGraph, findModules } from './bag-graph.js';
import { GenericNeurons } from './generic-neurons.js';
import { type Graph, GraphHolder } from './graph-holder.js';
import { GraphModule } from './graph-module.js';
import { type GraphNode, makeNodes } from './graph-node.js';
import { LifNeurons } from './lif-neurons.js';
import { LinearWeights } from './linear-weights.js';

/** The rule, word by word. */
function walkByTheBook(root: Graph): {
  readonly nodes: readonly GraphNode[];
  readonly modules: readonly GraphModule[];
} {
  const nodes: GraphNode[] = [];
  const modules: GraphModule[] = [];
  const visit = (owner: Graph): void => {
    const own = [...owner.inputNodes, ...owner.outputNodes];
    for (const node of own) if (!nodes.includes(node)) nodes.push(node);
    for (const node of own) {
      for (const module of [...node.sources, ...node.sinks]) {
        if (modules.includes(module)) continue;
        modules.push(module);
        visit(module);
      }
    }
  };
  visit(root);
  return { nodes, modules };
}

/** Any tangle of modules, each between some of a few nodes. */
const tangle = fc
  .array(
    fc.record({
      inputs: fc.array(fc.nat(7), { minLength: 1, maxLength: 4 }),
      outputs: fc.array(fc.nat(7), { minLength: 1, maxLength: 4 }),
    }),
    { maxLength: 12 },
  )
  .map((modules) => {
    const nodes = makeNodes(8);
    const at = (ids: readonly number[]): readonly GraphNode[] => ids.map((id) => nodes[id]!);
    modules.forEach(({ inputs, outputs }, i) => {
      new LinearWeights(at(inputs), at(outputs), {
        name: String(i),
        weights: countingWeights(inputs.length, outputs.length),
      });
    });
    return new GraphHolder(at([0, 1]), at([2]));
  });

const names = (graph: Graph): readonly string[] => bagGraph(graph).modules.map((module) => module.name);

describe('bagGraph', () => {
  it('walks sources before sinks, inputs before outputs, depth first', () => {
    const { neurons } = recurrentLif(2, 'hidden');
    const graph = chain(weights(1, 2, 'in'), neurons, weights(2, 1, 'readout'), lif(1, 'out'));
    expect(names(graph)).toEqual(['in', 'hidden.rec', 'hidden', 'readout', 'out']);
  });

  it('numbers nodes of the graph first, then of each module when it is reached', () => {
    const [first, second] = [weights(1, 2), lif(2)];
    const graph = chain(first, second);
    expect(bagGraph(graph).nodes).toEqual([...first.inputNodes, ...second.outputNodes, ...first.outputNodes]);
  });

  it('reaches what hangs behind an output, and what no input feeds', () => {
    const [main, behind, unfed] = [lif(2, 'main'), weights(2, 1, 'behind'), weights(1, 2, 'unfed')];
    chain(unfed, main);
    chain(main, behind);
    expect(names(new GraphHolder([], main.outputNodes))).toEqual(['main', 'unfed', 'behind']);
  });

  it('can start from a module', () => {
    const [first, second] = [weights(1, 2, 'first'), lif(2, 'second')];
    chain(first, second);
    expect(names(second)).toEqual(['first', 'second']);
  });

  it('lists nodes without modules, and nothing for nothing', () => {
    const nodes = makeNodes(2);
    expect(bagGraph(new GraphHolder(nodes, nodes))).toEqual({ nodes, modules: [] });
    expect(bagGraph(new GraphHolder([], []))).toEqual({ nodes: [], modules: [] });
  });

  it('equals the rule on any tangle', () => {
    fc.assert(
      fc.property(tangle, (graph) => {
        const { nodes, modules } = bagGraph(graph);
        const expected = walkByTheBook(graph);
        expect(modules.map((m) => m.name)).toEqual(expected.modules.map((m) => m.name));
        expect(nodes.every((node, i) => node === expected.nodes[i])).toBe(true);
        expect(nodes).toHaveLength(expected.nodes.length);
      }),
    );
  });

  it('is not stopped by ten thousand layers in a row', () => {
    const layers = Array.from({ length: 10_000 }, (_, i) => lif(1, String(i)));
    const [first, ...rest] = layers;
    expect(bagGraph(chain(first!, ...rest)).modules).toEqual(layers);
  });

  it('is not slowed by many modules on the same nodes', () => {
    const nodes = makeNodes(500);
    for (let i = 0; i < 500; i++) new AliasConnection(nodes, nodes);
    expect(bagGraph(new GraphHolder(nodes, [])).modules).toHaveLength(500);
  });
});

describe('findModules', () => {
  it('finds a class and its subclasses in walk order', () => {
    const generic = GenericNeurons.withOwnNodes(1, 1, { name: 'generic' });
    const graph = chain(weights(1, 2, 'in'), lif(2, 'lif'), weights(2, 1, 'out'), generic);
    const found = (moduleClass: typeof GraphModule | typeof GenericNeurons): readonly string[] =>
      findModules(graph, moduleClass).map((m) => m.name);
    expect(findModules(graph, LifNeurons).map((m) => m.tauMem.length)).toEqual([2]);
    expect(found(GenericNeurons)).toEqual(['lif', 'generic']);
    expect(found(GraphModule)).toEqual(['in', 'lif', 'out', 'generic']);
    expect(findModules(graph, AliasConnection)).toEqual([]);
  });
});
