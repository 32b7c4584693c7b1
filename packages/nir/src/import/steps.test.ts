import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { affine, cubaLif, fileOf, flat, input, lif, linear, output, scale, vector } from '../../test/hand-made.js';
import { randomGraph } from '../../test/random-graph.js';
import { evaluateNir } from '../evaluate/evaluate-nir.js';
import { type FlatGraph, type FlatNode, sourcesOf } from '../model/flat-graph.js';
import { flattenGraph } from '../model/flatten-graph.js';
import { dropIdentities } from './drop-identities.js';
import { gatherWeights } from './gather-weights.js';
import { multiplyWeights } from './multiply-weights.js';
import { shiftReset } from './shift-reset.js';
import { unifyWeights } from './unify-weights.js';

const OUT = output(1);
const evaluated = (graph: FlatGraph, rows: readonly (readonly number[])[]) =>
  Array.from(evaluateNir(fileOf(graph), rows, { dt: 1 }).output.values);
const weightsAt = ({ nodes }: FlatGraph, name: string) => {
  const node = nodes.get(name);
  return node?.type === 'Affine' ? [...node.weight.data] : undefined;
};
const named = (graph: FlatGraph) => [...graph.nodes.keys()].sort();
const changes = ({ entries }: ReturnType<typeof unifyWeights>) =>
  entries.map(({ node, change }) => `${node} ${change}`);

describe('steps of the import', () => {
  it('leave what a graph does as it is, one by one', () => {
    fc.assert(
      fc.property(randomGraph(), ({ nir, rows }) => {
        const { graph } = flattenGraph(nir.root);
        const expected = evaluateNir(nir, rows, { dt: 1 }).output.values;
        let before = graph;
        for (const step of [dropIdentities, unifyWeights, multiplyWeights, gatherWeights, shiftReset]) {
          const { graph: after } = step(before);
          expect(evaluateNir(fileOf(after), rows, { dt: 1 }).output.values).toEqual(expected);
          before = after;
        }
      }),
      { numRuns: 300 },
    );
  });

  describe('dropIdentities', () => {
    const between = (node: FlatNode) =>
      flat({ in: input(2), a: node, b: node, out: output(2) }, ['in>a', 'a>b', 'b>out']);

    it('joins what comes before a Flatten, or no delay, to what comes behind', () => {
      for (const node of [
        { type: 'Flatten', inputType: [2], startDim: 0, endDim: -1 },
        { type: 'Delay', delay: vector(0, 0) },
      ] as const) {
        const dropped = dropIdentities(between(node));
        expect(dropped.graph.edges).toEqual([['in', 'out']]);
        expect(changes(dropped)).toEqual(['a IDENTITY_DROPPED', 'b IDENTITY_DROPPED']);
      }
    });

    it('keeps delays', () => {
      const graph = between({ type: 'Delay', delay: vector(0, 1) });
      expect(dropIdentities(graph)).toEqual({ graph, entries: [] });
    });
  });

  describe('unifyWeights', () => {
    it('makes all weights Affine in float64, and a Scale a diagonal', () => {
      const single: FlatNode = { type: 'Linear', weight: { shape: [1, 2], data: Float32Array.of(0.5, 2) } };
      const graph = flat({ in: input(2), s: scale(3, 4), w: single, out: OUT }, ['in>s', 's>w', 'w>out']);
      const unified = unifyWeights(graph);
      expect(unified.graph.nodes.get('s')).toEqual(
        affine(
          [
            [3, 0],
            [0, 4],
          ],
          [0, 0],
        ),
      );
      expect(unified.graph.nodes.get('w')).toEqual(affine([[0.5, 2]], [0]));
      expect(changes(unified)).toEqual(['s SCALE_FOLDED']);
    });
  });

  describe('multiplyWeights', () => {
    it('multiplies chains, biases too, and says with what', () => {
      const graph = flat(
        { in: input(1), a: affine([[2], [3]], [1, 1]), b: affine([[1, 10]], [5]), c: affine([[2]], [0]), out: OUT },
        ['in>a', 'a>b', 'b>c', 'c>out'],
      );
      const { graph: result, entries } = multiplyWeights(graph);
      expect(named(result)).toEqual(['c', 'in', 'out']);
      expect(result.nodes.get('c')).toEqual(affine([[64]], [32]));
      expect(evaluated(result, [[1], [0]])).toEqual(evaluated(graph, [[1], [0]]));
      expect(entries.map(({ what }) => what)).toContain('multiplied with the weights before it: b');
    });

    it('multiplies only what is on the way, and adds what comes on several ways', () => {
      const w = affine([[2]], [0]);
      const graph = flat({ in: input(1), a: w, b: w, c: w, d: w, n: lif(1), out: OUT }, [
        'in>a',
        'a>b',
        'a>c',
        'b>d',
        'c>d',
        'in>d',
        'd>n',
        'a>n',
        'n>out',
      ]);
      const { graph: result } = multiplyWeights(graph);
      expect(named(result)).toEqual(['a', 'd', 'in', 'n', 'out']);
      expect(weightsAt(result, 'd')).toEqual([2 + 8 + 8]);
    });

    it('keeps apart what comes from different sums', () => {
      const w = affine([[2]], [1]);
      const graph = flat({ in: input(1), a: w, b: w, n: lif(1), m: lif(1), out: OUT }, [
        'in>n',
        'n>a',
        'a>b',
        'm>b',
        'b>m',
        'm>out',
      ]);
      const { graph: result } = multiplyWeights(graph);
      expect(named(result)).toEqual(['b', 'b_2', 'in', 'm', 'n', 'out']);
      expect([sourcesOf(result, 'b'), sourcesOf(result, 'b_2')]).toEqual([['m'], ['n']]);
      expect([weightsAt(result, 'b'), weightsAt(result, 'b_2')]).toEqual([[2], [4]]);
    });

    it('does not grow with the number of ways through', () => {
      const nodes: Record<string, FlatNode> = { in: input(1), out: OUT };
      const edges: `${string}>${string}`[] = [];
      let last = 'in';
      for (let i = 0; i < 60; i++) {
        for (const name of ['l', 'r', 'j']) nodes[`${name}${i}`] = affine([[0.5]], [0]);
        edges.push(`${last}>l${i}`, `${last}>r${i}`, `l${i}>j${i}`, `r${i}>j${i}`);
        last = `j${i}`;
      }
      nodes.n = lif(1);
      const { graph } = multiplyWeights(flat(nodes, [...edges, `${last}>n`, 'n>out']));
      expect(named(graph)).toEqual(['in', 'j59', 'n', 'out']);
      expect(weightsAt(graph, 'j59')).toEqual([0.5 ** 60]);
    });
  });

  describe('gatherWeights', () => {
    const w = affine([[2]], [1]);

    it('inserts weights where there are none, once for a sum', () => {
      const graph = flat({ in: input(1), n: lif(1), m: cubaLif(1), out: OUT }, ['in>n', 'n>m', 'in>m', 'm>out']);
      const gathered = gatherWeights(graph);
      expect(sourcesOf(gathered.graph, 'm.w_in')).toEqual(['in', 'n']);
      expect(changes(gathered)).toEqual(['n WEIGHTS_INSERTED', 'm WEIGHTS_INSERTED']);
    });

    it('copies weights that several layers read', () => {
      const graph = flat({ in: input(1), w, n: lif(1), m: lif(1), out: OUT }, ['in>w', 'w>n', 'w>m', 'n>out', 'm>out']);
      const { graph: result } = gatherWeights(graph);
      expect([weightsAt(result, 'w'), weightsAt(result, 'w_2')]).toEqual([[2], [2]]);
      expect(result.edges).toHaveLength(6);
    });

    it('adds parallel weights and their biases', () => {
      const graph = flat({ in: input(1), a: w, b: affine([[5]], [3]), n: lif(1), out: OUT }, [
        'in>a',
        'in>b',
        'a>n',
        'b>n',
        'n>out',
      ]);
      const gathered = gatherWeights(graph);
      expect(gathered.graph.nodes.get('a')).toEqual(affine([[7]], [4]));
      expect(changes(gathered)).toEqual(['n WEIGHTS_ADDED']);
    });

    it('splits weights that input and own spikes share', () => {
      const graph = flat({ in: input(1), w, n: lif(1), out: OUT }, ['in>w', 'n>w', 'w>n', 'n>out']);
      const gathered = gatherWeights(graph);
      expect([sourcesOf(gathered.graph, 'w'), sourcesOf(gathered.graph, 'n.w_rec')]).toEqual([['in'], ['n']]);
      expect(gathered.graph.nodes.get('n.w_rec')).toEqual(affine([[2]], [0]));
      expect(changes(gathered)).toEqual(['n WEIGHTS_SPLIT']);
    });
  });

  describe('shiftReset', () => {
    it('counts threshold and leak from where a spike resets to', () => {
      const node = lif(1, { tau: 2, r: 2, vThreshold: 1, vReset: -1, vLeak: 0.5 });
      const graph = flat({ in: input(1), w: linear([[1]]), n: node, out: OUT }, ['in>w', 'w>n', 'n>out']);
      const { graph: result, entries } = shiftReset(graph);
      expect(result.nodes.get('n')).toEqual({ ...node, vThreshold: vector(2), vLeak: vector(1.5), vReset: undefined });
      expect(entries).toMatchObject([{ node: 'n', change: 'RESET_SHIFTED', expectedError: { value: 1 } }]);
      // But for the beginning, which is at v_reset and not at 0.
      const rows = [[4], ...Array.from({ length: 30 }, (_, i) => [i % 3])];
      expect(evaluated(result, rows)).toEqual(evaluated(graph, rows));
    });

    it('leaves neurons that reset to 0', () => {
      const graph = flat({ in: input(1), n: lif(1, { vReset: 0 }), m: lif(1), out: OUT }, ['in>n', 'n>m', 'm>out']);
      expect(shiftReset(graph)).toEqual({ graph, entries: [] });
    });
  });
});
