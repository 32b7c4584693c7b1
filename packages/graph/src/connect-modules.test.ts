import { describe, expect, it } from 'vitest';
import { chain, errorOf, issuesOf, lif, recurrentLif, weights } from '../test/networks.js';
import { AliasConnection } from './alias-connection.js';
import { connectModules } from './connect-modules.js';
import { asGraphHolder, GraphHolder } from './graph-holder.js';

describe('connectModules', () => {
  it("keeps the source's nodes and gives them to the destination", () => {
    const [a, b] = [weights(2, 3), lif(3)];
    const [kept, gone] = [a.outputNodes, b.inputNodes];
    const joined = connectModules(a, b);
    expect(b.inputNodes).toEqual(kept);
    for (const node of kept) expect([[...node.sources], [...node.sinks]]).toEqual([[a], [b]]);
    for (const node of gone) expect(node.sources.size + node.sinks.size).toBe(0);
    expect(joined.inputNodes).toEqual(a.inputNodes);
    expect(joined.outputNodes).toEqual(b.outputNodes);
  });

  it("appends the destination's sinks and sources behind those that are there", () => {
    const a = weights(2, 2, 'a');
    const alias = new AliasConnection(a.inputNodes, a.outputNodes);
    const first = lif(2, 'first');
    const { neurons, rec } = recurrentLif(2, 'second');
    connectModules(a, first);
    connectModules(a, neurons);
    for (const node of a.outputNodes) {
      expect([...node.sources]).toEqual([a, alias, rec]);
      expect([...node.sinks]).toEqual([first, neurons]);
    }
    expect(rec.outputNodes).toEqual(a.outputNodes);
    expect(rec.inputNodes).toEqual(neurons.outputNodes);
  });

  it('changes a holder around the destination, on both of its sides', () => {
    const [a, b] = [weights(2, 2), lif(2)];
    const [through] = b.inputNodes;
    const holder = new GraphHolder(b.inputNodes, [through!, ...b.outputNodes]);
    const joined = connectModules(a, holder);
    expect(holder.inputNodes).toEqual(a.outputNodes);
    expect(holder.outputNodes[0]).toBe(a.outputNodes[0]);
    expect(joined.outputNodes).toEqual(holder.outputNodes);
  });

  it('joins only the nodes that are chosen, in the order of the choice', () => {
    const [a, b] = [weights(1, 4), lif(3)];
    const free = b.inputNodes[1];
    connectModules(a, b, { sourceIndices: [3, 0], destIndices: [0, 2] });
    expect(b.inputNodes).toEqual([a.outputNodes[3], free, a.outputNodes[0]]);
    expect(a.outputNodes.map((node) => node.sinks.size)).toEqual([1, 0, 0, 1]);
    expect([...(free?.sinks ?? [])]).toEqual([b]);
  });

  it('can choose on one side only', () => {
    const [a, b, c] = [weights(1, 3), lif(2), lif(4)];
    connectModules(a, b, { sourceIndices: [2, 1] });
    expect(b.inputNodes).toEqual([a.outputNodes[2], a.outputNodes[1]]);
    connectModules(a, c, { destIndices: [3, 1, 0] });
    expect([c.inputNodes[3], c.inputNodes[1], c.inputNodes[0]]).toEqual(a.outputNodes);
  });

  it('can feed two inputs of a module from one node, one after the other', () => {
    const [a, b] = [lif(1), weights(2, 1)];
    connectModules(a, b, { destIndices: [0] });
    connectModules(a, b, { destIndices: [1] });
    expect(b.inputNodes).toEqual([a.outputNodes[0], a.outputNodes[0]]);
    expect([...(a.outputNodes[0]?.sinks ?? [])]).toEqual([b]);
  });

  it('changes nothing when joined again', () => {
    const [a, b] = [weights(2, 2), lif(2)];
    connectModules(a, b);
    const before = a.outputNodes.map((node) => [...node.sinks]);
    connectModules(a, b);
    expect(a.outputNodes.map((node) => [...node.sinks])).toEqual(before);
    expect(b.inputNodes).toEqual(a.outputNodes);
  });

  it('closes a loop from the output of a chain to its input', () => {
    const [first, second] = [weights(2, 2), lif(2)];
    const holder = chain(first, second);
    connectModules(holder, holder);
    expect(first.inputNodes).toEqual(second.outputNodes);
    expect(holder.inputNodes).toEqual(second.outputNodes);
  });

  it('moves the modules of a node in its own order, though a subset join made the orders differ', () => {
    const [target, source] = [lif(2), weights(1, 2)];
    const [left, right] = [weights(2, 1, 'left'), weights(2, 1, 'right')];
    connectModules(target, left, { sourceIndices: [0], destIndices: [0] });
    connectModules(target, right);
    connectModules(target, left, { sourceIndices: [1], destIndices: [1] });
    connectModules(source, new GraphHolder(target.outputNodes, []));
    expect(source.outputNodes.map((node) => [...node.sinks].map((m) => m.name))).toEqual([
      ['left', 'right'],
      ['right', 'left'],
    ]);
  });
});

describe('connectModules refuses', () => {
  it('different widths', () => {
    const error = errorOf(() => connectModules(weights(2, 3, '0'), lif(2, '1')));
    expect(error.code).toBe('CONNECT_INVALID');
    expect(error.message).toContain('cannot join 0 to 1');
    expect(error.issues).toMatchObject([{ code: 'WIDTH_MISMATCH', measured: 3, limit: 2 }]);
    expect(error.issues[0]?.hint).toContain('sourceIndices');
  });

  it('choices of different lengths', () => {
    expect(issuesOf(() => connectModules(weights(2, 3), lif(3), { sourceIndices: [0, 1] }))).toEqual([
      ['WIDTH_MISMATCH', ''],
    ]);
    expect(issuesOf(() => connectModules(weights(2, 3), lif(3), { sourceIndices: [0], destIndices: [] }))).toEqual([
      ['WIDTH_MISMATCH', ''],
    ]);
  });

  it('every bad index, all at once, and changes nothing', () => {
    const [a, b] = [weights(2, 3), lif(3)];
    const before = b.inputNodes;
    const indices = { sourceIndices: [0, 3, 0, -1], destIndices: [0.5, Number.NaN, 1, 1] };
    expect(issuesOf(() => connectModules(a, b, indices))).toEqual([
      ['INDEX_OUT_OF_RANGE', 'sourceIndices.1'],
      ['INDEX_DUPLICATE', 'sourceIndices.2'],
      ['INDEX_OUT_OF_RANGE', 'sourceIndices.3'],
      ['INDEX_OUT_OF_RANGE', 'destIndices.0'],
      ['INDEX_OUT_OF_RANGE', 'destIndices.1'],
      ['INDEX_DUPLICATE', 'destIndices.3'],
    ]);
    expect(b.inputNodes).toBe(before);
    expect(a.outputNodes.every((node) => node.sinks.size === 0)).toBe(true);
  });

  it('to make one node of two outputs of the source', () => {
    const [a, b] = [weights(2, 2), lif(2)];
    connectModules(a, b);
    expect(issuesOf(() => connectModules(a, b, { sourceIndices: [1, 0] }))).toEqual([
      ['ALREADY_JOINED', 'destIndices.0'],
      ['ALREADY_JOINED', 'destIndices.1'],
    ]);
  });

  it('to join one node of a holder to two outputs', () => {
    const [a, b] = [weights(2, 2), lif(1)];
    const [node] = b.inputNodes;
    expect(issuesOf(() => connectModules(a, new GraphHolder([node!, node!], b.outputNodes)))).toEqual([
      ['ALREADY_JOINED', 'destIndices.1'],
    ]);
  });
});

describe('asGraphHolder', () => {
  it('holds a module by its nodes and its name', () => {
    const module = lif(2, 'hidden');
    const holder = asGraphHolder(module);
    expect([holder.inputNodes, holder.outputNodes, holder.name]).toEqual([
      module.inputNodes,
      module.outputNodes,
      'hidden',
    ]);
  });

  it('gives a holder back as it is', () => {
    const holder = new GraphHolder([], [], { name: 'x' });
    expect(asGraphHolder(holder)).toBe(holder);
  });
});
