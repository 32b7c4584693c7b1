import { describe, expect, it } from 'vitest';
import { chain, lif, recurrentLif, weights } from '../test/networks.js';
import { connectModules } from './connect-modules.js';
import { GenericNeurons } from './generic-neurons.js';
import { GraphHolder } from './graph-holder.js';
import { makeNodes } from './graph-node.js';
import { graphToText } from './graph-to-text.js';

const lines = (...text: readonly string[]): string => text.join('\n');

describe('graphToText', () => {
  it('prints one line per module with what feeds it', () => {
    const { neurons } = recurrentLif(10, '1');
    expect(graphToText(chain(weights(2, 10, '0'), neurons, weights(10, 1, '2'), lif(1, '3')))).toBe(
      lines(
        'graph: 2 -> 1, 5 modules, 24 nodes',
        '#0  LinearWeights  0      2 -> 10   from input',
        '#1  LinearWeights  1.rec  10 -> 10  from #2',
        '#2  LifNeurons     1      10 -> 10  from #0, #1',
        '#3  LinearWeights  2      10 -> 1   from #2',
        '#4  LifNeurons     3      1 -> 1    from #3',
        'output from #4',
      ),
    );
  });

  it('says how many nodes a part feeds, and what nothing feeds', () => {
    const [source, dest] = [lif(3, 'a'), GenericNeurons.withOwnNodes(4, 4, { name: 'b' })];
    connectModules(source, dest, { sourceIndices: [0, 1], destIndices: [2, 3] });
    const graph = new GraphHolder(dest.inputNodes.slice(0, 1), dest.outputNodes, { name: 'partial' });
    expect(graphToText(graph)).toBe(
      lines(
        'graph partial: 1 -> 4, 2 modules, 12 nodes',
        '#0  GenericNeurons  b  4 -> 4  from input (1), #1 (2)',
        '#1  LifNeurons      a  3 -> 3  from nothing',
        'output from #0',
      ),
    );
  });

  it('prints a graph that is only nodes', () => {
    const nodes = makeNodes(1);
    expect(graphToText(new GraphHolder(nodes, nodes))).toBe('graph: 1 -> 1, 0 modules, 1 node\noutput from input');
    expect(graphToText(new GraphHolder([], []))).toBe('graph: 0 -> 0, 0 modules, 0 nodes\noutput from nothing');
  });

  it('quotes names that would break its lines', () => {
    const text = graphToText(GenericNeurons.withOwnNodes(1, 1, { name: 'a "b"\n#1' }));
    expect(text.split('\n')).toHaveLength(3);
    expect(text).toContain(String.raw`GenericNeurons  "a \"b\"\n#1"  1 -> 1`);
  });
});
