import { describe, expect, it } from 'vitest';
import { layer, run } from '../../test/runs.js';
import { withAliasSpikes } from './with-alias-spikes.js';

/** Two neurons per layer, ids from `first`. */
const at = (name: string, first: number, spikes: readonly (readonly number[])[]) =>
  layer({ spikes }, { name, ids: [first, first + 1] });
const spikesOf = ({ layers }: ReturnType<typeof run>) =>
  layers.map(({ signals }) => Array.from(signals.spikes?.data ?? []));

describe('withAliasSpikes', () => {
  const a = at('a', 0, [
    [1, 0],
    [2, 0],
  ]);
  const b = at('b', 2, [
    [0, 5],
    [1, 0],
  ]);
  const c = at('c', 4, [
    [0, 0],
    [0, 7],
  ]);
  const output = layer({ spikes: [[1], [1]] }, { name: 'out', role: 'output', ids: [0] });

  it('adds the spikes of sources, and passes sums on', () => {
    const sums = withAliasSpikes(run('float', a, b, c, output), { aliases: [[2], [3], [4], [5], [], []] });
    expect(spikesOf(sums)).toEqual([
      [1, 0, 2, 0],
      [1, 5, 3, 0],
      [1, 5, 3, 7],
      [1, 1],
    ]);
  });

  it('changes nothing where there are no aliases, and never what it was given', () => {
    const float = run('float', a, b, output);
    expect(spikesOf(withAliasSpikes(float, { aliases: [[], [], [], []] }))).toEqual(spikesOf(float));
    withAliasSpikes(float, { aliases: [[2], [], [], []] });
    expect(spikesOf(float)).toEqual([
      [1, 0, 2, 0],
      [0, 5, 1, 0],
      [1, 1],
    ]);
  });

  it('leaves layers alone whose spikes are not all there', () => {
    const some = { ...b, neurons: { spikes: [1, 0] } };
    const none = layer(
      {
        vmem: [
          [1, 2],
          [3, 4],
        ],
      },
      { name: 'a', ids: [0, 1] },
    );
    const aliases = [[2], [], [4], [], [], []];
    const sums = withAliasSpikes(run('float', a, some, c), { aliases });
    expect(sums.layers[1]).toBe(some);
    expect(spikesOf(sums)[2]).toEqual([0, 0, 0, 7]);
    expect(spikesOf(withAliasSpikes(run('float', none, b), { aliases }))[1]).toEqual([0, 5, 1, 0]);
  });
});
