import type { LifTree, LinearTree, NetworkTree } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { buildTree } from './build-tree.js';
import type { Layer } from './layer.js';

/** Layers `name: sources`, of which only names matter. */
const layers = (of: Readonly<Record<string, readonly string[]>>): readonly Layer[] =>
  Object.entries(of).map(([name, sources]) => {
    const linear: LinearTree = { type: 'Linear', name: `w${name}`, shape: [1, 1], weight: [[1]] };
    const lif = { type: 'LIFBitshift', name, shape: [1, 1], threshold: 1, bias: 0, has_rec: false, dt: 1 } as LifTree;
    return { name, sources: [sources], trees: [linear, lif], entries: [] };
  });

/** `[a b]` for a residual block of layers `a` and `b`. */
const outline = (tree: NetworkTree): string => {
  if (!('children' in tree)) return tree.type === 'Linear' ? '' : `${tree.name}`;
  const inner = tree.children
    .map(outline)
    .filter((text) => text !== '')
    .join(' ');
  return tree.type === 'Residual' ? `[${inner}]` : inner;
};

const built = (of: Readonly<Record<string, readonly string[]>>, sources: readonly string[]) =>
  buildTree(layers(of), 'in', { name: 'out', sources });

describe('buildTree', () => {
  it.each([
    ['a chain', { a: ['in'], b: ['a'], c: ['b'] }, ['c'], 'a b c'],
    ['a residual block', { a: ['in'], b: ['a'], c: ['a', 'b'] }, ['c'], 'a [b] c'],
    ['a block of two layers', { a: ['in'], b: ['a'], c: ['b'], d: ['a', 'c'] }, ['d'], 'a [b c] d'],
    ['blocks in a row', { a: ['in'], b: ['a'], c: ['a', 'b'], d: ['a', 'b', 'c'] }, ['d'], 'a [b] [c] d'],
    [
      'blocks with a layer between',
      { a: ['in'], b: ['a'], c: ['a', 'b'], d: ['c'], e: ['c', 'd'] },
      ['e'],
      'a [b] c [d] e',
    ],
    ['a block at the end of a block', { a: ['in'], b: ['a'], c: ['b'], d: ['a', 'b', 'c'] }, ['d'], 'a [b [c]] d'],
    ['a block at the start of a block', { a: ['in'], b: ['a'], c: ['a', 'b'], d: ['a', 'c'] }, ['d'], 'a [[b] c] d'],
    ['a block around a block', { a: ['in'], b: ['a'], c: ['b'], d: ['b', 'c'], e: ['a', 'd'] }, ['e'], 'a [b [c] d] e'],
    ['a block from the input', { a: ['in'], b: ['a', 'in'] }, ['b'], '[a] b'],
    ['a block to the output', { a: ['in'], b: ['a'] }, ['a', 'b'], 'a [b]'],
    ['a fork', { a: ['in'], b: ['a'], c: ['a'] }, ['c'], undefined],
    ['two outputs', { a: ['in'], b: ['a'], c: ['b'] }, ['b'], undefined],
  ] as const)('builds %s', (_what, of, sources, expected) => {
    const { tree, issues } = built(of, sources);
    if (expected === undefined) expect(issues.map(({ code }) => code)).toContain('NIR_BRANCH');
    else expect([outline(tree), issues]).toEqual([expected, []]);
  });

  it('names what a layer reads that it cannot', () => {
    const { issues } = built({ a: ['in'], b: ['a'], c: ['a'] }, ['c']);
    expect(issues).toMatchObject([{ at: ['c'], message: expect.stringContaining('reads a') }]);
  });

  it('refuses different weights from different layers', () => {
    const [a, b] = layers({ a: ['in'], b: ['a'] });
    const { issues } = buildTree([a, { ...b, sources: [['a'], ['in']] }], 'in', { name: 'out', sources: ['b'] });
    expect(issues).toMatchObject([{ code: 'NIR_PARALLEL_WEIGHTS', at: ['b'], measured: 2 }]);
  });
});
