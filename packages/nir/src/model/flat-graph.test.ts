import { describe, expect, it } from 'vitest';
import { flat, input, output, scale } from '../../test/hand-made.js';
import { bypassNode, editGraph, freeName, sourcesOf, targetsOf } from './flat-graph.js';
import { nodesOnCycles } from './on-cycles.js';

const graph = flat({ in: input(1), a: scale(1), b: scale(2), out: output(1) }, [
  'in>a',
  'in>b',
  'a>out',
  'b>out',
  'a>b',
]);

describe('flat graphs', () => {
  it('tell neighbours', () => {
    expect([sourcesOf(graph, 'b'), targetsOf(graph, 'in'), sourcesOf(graph, 'in')]).toEqual([
      ['in', 'a'],
      ['a', 'b'],
      [],
    ]);
  });

  it('are edited as a copy', () => {
    const edited = editGraph(graph, {
      remove: ['a'],
      put: [
        ['b', scale(3)],
        ['c', scale(4)],
      ],
      disconnect: [['in', 'b']],
      connect: [
        ['in', 'c'],
        ['c', 'b'],
        ['c', 'b'],
      ],
    });
    expect([...edited.nodes]).toEqual([
      ['in', input(1)],
      ['b', scale(3)],
      ['out', output(1)],
      ['c', scale(4)],
    ]);
    expect(edited.edges).toEqual([
      ['b', 'out'],
      ['in', 'c'],
      ['c', 'b'],
    ]);
    expect(graph.nodes.get('b')).toEqual(scale(2));
    expect(graph.edges).toHaveLength(5);
  });

  it('join what is around a node that is bypassed', () => {
    const { nodes, edges } = bypassNode(graph, 'a');
    expect([...nodes.keys()]).toEqual(['in', 'b', 'out']);
    expect(edges).toEqual([
      ['in', 'b'],
      ['b', 'out'],
      ['in', 'out'],
    ]);
  });

  it('find free names', () => {
    expect([freeName(graph, 'c'), freeName(flat({ a: scale(1), a_2: scale(1) }, []), 'a')]).toEqual(['c', 'a_3']);
  });

  it('tell what is on cycles from what only leads to them', () => {
    expect(
      nodesOnCycles([
        ['a', 'b'],
        ['b', 'c'],
        ['c', 'b'],
        ['c', 'd'],
      ]),
    ).toEqual(['b', 'c']);
    expect([nodesOnCycles([['a', 'a']]), nodesOnCycles(graph.edges)]).toEqual([['a'], []]);
  });
});
