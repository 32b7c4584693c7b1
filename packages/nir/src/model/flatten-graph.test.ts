import { describe, expect, it } from 'vitest';
import { graph, input, output, scale } from '../../test/hand-made.js';
import { flattenGraph } from './flatten-graph.js';
import type { NirNode } from './nir-graph.js';

const s = scale(1);
const names = (root: NirNode) => [...flattenGraph(root).graph.nodes.keys()];
const edges = (root: NirNode) => flattenGraph(root).graph.edges.map((edge) => edge.join('>'));
const codes = (root: NirNode) => flattenGraph(root).issues.map(({ code }) => code);

const inner = graph({ i: input(1), s, o: output(1) }, ['i>s', 's>o']);

describe('flattenGraph', () => {
  it('dissolves nested graphs, however deep', () => {
    const middle = graph({ i: input(1), deep: inner, o: output(1) }, ['i>deep', 'deep>o', 'deep>deep']);
    const root = graph({ in: input(1), m: middle, out: output(1) }, ['in>m', 'm>out']);
    expect(names(root)).toEqual(['in', 'm.deep.s', 'out']);
    expect(edges(root).sort()).toEqual(['in>m.deep.s', 'm.deep.s>m.deep.s', 'm.deep.s>out']);
    expect(flattenGraph(root)).toMatchObject({ inlined: ['m', 'm.deep'], issues: [] });
  });

  it('passes through graphs with nothing in them, in every combination', () => {
    const empty = graph({ i: input(1), o: output(1) }, ['i>o']);
    const root = graph({ a: s, b: s, e: empty, c: s, d: s }, ['a>e', 'b>e', 'e>c', 'e>d']);
    expect(edges(root).sort()).toEqual(['a>c', 'a>d', 'b>c', 'b>d']);
  });

  it('keeps names apart that are the same with dots', () => {
    const root = graph({ 'g.s': s, g: inner }, ['g.s>g']);
    expect(names(root)).toEqual(['g.s', 'g.s_2']);
    expect(edges(root)).toEqual(['g.s>g.s_2']);
  });

  it('counts an edge once', () => {
    expect(edges(graph({ a: s, b: s }, ['a>b', 'a>b']))).toEqual(['a>b']);
  });

  it('says which edges lead nowhere, and leaves them out', () => {
    const root = graph({ a: s, g: graph({ i: input(1), o: output(1) }, ['i>x']) }, ['a>g', 'y>z']);
    expect(flattenGraph(root).issues).toMatchObject([
      { code: 'NIR_DANGLING_EDGE', at: expect.arrayContaining(['g', 'edges', 0]), measured: 'x' },
      { code: 'NIR_DANGLING_EDGE', measured: 'y' },
      { code: 'NIR_DANGLING_EDGE', measured: 'z' },
    ]);
    expect(edges(root)).toEqual([]);
  });

  it('says where an edge could mean several nodes of a graph, or none', () => {
    const two = graph({ i: input(1), j: input(1), o: output(1) }, ['i>o', 'j>o']);
    expect(codes(graph({ a: s, two, b: s }, ['a>two', 'two>b']))).toEqual(['NIR_AMBIGUOUS_EDGE']);
    expect(codes(graph({ a: s, none: graph({ s }, []), b: s }, ['a>none', 'none>b']))).toEqual([
      'NIR_AMBIGUOUS_EDGE',
      'NIR_AMBIGUOUS_EDGE',
    ]);
  });

  it('gives up on single nodes and on more than any network has', () => {
    expect(codes(s)).toEqual(['NIR_NOT_A_GRAPH']);
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`n${i}`, s]));
    expect(codes(graph(many, []))).toEqual(['NIR_TOO_LARGE']);
    let nested: NirNode = s;
    for (let depth = 0; depth < 100_000; depth++) nested = graph({ nested }, []);
    expect(codes(nested)).toEqual(['NIR_TOO_LARGE']);
    const both = graph({ a: s, b: s }, new Array(10_000).fill('a>b'));
    expect(codes(both)).toEqual(['NIR_TOO_LARGE']);
  });
});
