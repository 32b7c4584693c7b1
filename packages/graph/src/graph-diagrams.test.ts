import { describe, expect, it } from 'vitest';
import { chain, lif, recurrentLif, weights } from '../test/networks.js';
import { GraphHolder } from './graph-holder.js';
import { graphToDot } from './graph-to-dot.js';
import { graphToMermaid } from './graph-to-mermaid.js';

const small = () => chain(weights(2, 3, '0'), recurrentLif(3, '1').neurons);
const NASTY = 'a "b" \\ <i>&amp;</i> [c] #35;\nend';

describe('graphToMermaid', () => {
  it('draws modules and edges', () => {
    expect(graphToMermaid(small())).toBe(
      [
        'flowchart TD',
        '  input(["input 2"])',
        '  m0["LinearWeights 0<br/>2 → 3"]',
        '  m1["LinearWeights 1.rec<br/>3 → 3"]',
        '  m2(["LifNeurons 1<br/>3 → 3"])',
        '  output(["output 3"])',
        '  input -->|2| m0',
        '  m2 -->|3| m1',
        '  m0 -->|3| m2',
        '  m1 -->|3| m2',
        '  m2 -->|3| output',
        '',
      ].join('\n'),
    );
  });

  it('escapes names', () => {
    const text = graphToMermaid(lif(1, NASTY));
    expect(text).toContain(
      'LifNeurons a #34;b#34; #92; #60;i#62;#38;amp#59;#60;#47;i#62; #91;c#93; #35;35#59;#10;end<br/>1 → 1',
    );
    expect(text.split('\n')).toHaveLength(7);
  });
});

describe('graphToDot', () => {
  it('draws modules and edges', () => {
    expect(graphToDot(small())).toBe(
      [
        'digraph "" {',
        '  node [shape=box];',
        '  input [label="input 2", shape=plaintext];',
        String.raw`  m0 [label="LinearWeights 0\n2 -> 3"];`,
        String.raw`  m1 [label="LinearWeights 1.rec\n3 -> 3"];`,
        String.raw`  m2 [label="LifNeurons 1\n3 -> 3", shape=ellipse];`,
        '  output [label="output 3", shape=plaintext];',
        '  input -> m0 [label="2"];',
        '  m2 -> m1 [label="3"];',
        '  m0 -> m2 [label="3"];',
        '  m1 -> m2 [label="3"];',
        '  m2 -> output [label="3"];',
        '}',
        '',
      ].join('\n'),
    );
  });

  it('escapes names', () => {
    const { inputNodes, outputNodes } = lif(1, NASTY);
    const text = graphToDot(new GraphHolder(inputNodes, outputNodes, { name: 'x"y' }));
    expect(text).toContain(String.raw`digraph "x\"y" {`);
    expect(text).toContain(
      String.raw`m0 [label="LifNeurons a \"b\" \\ <i>&amp;amp;</i> [c] #35;\nend\n1 -> 1", shape=ellipse];`,
    );
  });
});

describe('diagrams', () => {
  it('are the same every time, and one line per module and edge', () => {
    const layers = Array.from({ length: 200 }, (_, i) => lif(2, String(i)));
    const [first, ...rest] = layers;
    const graph = chain(first!, ...rest);
    expect(graphToMermaid(graph)).toBe(graphToMermaid(graph));
    expect(graphToDot(graph)).toBe(graphToDot(graph));
    expect(graphToMermaid(graph).split('\n')).toHaveLength(1 + 2 + 200 + 201 + 1);
  });
});
