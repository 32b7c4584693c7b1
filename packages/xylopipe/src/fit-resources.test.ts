import { toNetworkGraph } from '@xylopipe/graph';
import { networkFromTree } from '@xylopipe/nn';
import { syns65302 } from '@xylopipe/xylo-syns65302';
import { describe, expect, it } from 'vitest';
import { toyTree } from '../test/toy.js';
import { resourcesOf } from './fit-resources.js';
import { createRegistry } from './registry.js';

const { value: spec } = createRegistry()
  .get('syns65302')
  .mapper.map(toNetworkGraph(networkFromTree(toyTree).asGraph()));
const { limits } = syns65302;

describe('resourcesOf', () => {
  it('counts what a specification takes, beside what there is', () => {
    expect(resourcesOf(spec, limits)).toEqual({
      inputs: { used: 2, limit: 16 },
      hidden: { used: 3, limit: 992 },
      inputExpansion: { used: 3, limit: 128 },
      outputExpansion: { used: 3, limit: 128 },
      outputs: { used: 2, limit: 32 },
      synapses: { used: 1, limit: 2 },
      fanOut: { used: 0, limit: 1024 },
      recurrentWords: { used: 0, limit: limits.recurrentWordsPerBank },
      aliasTargets: { used: 0, limit: 1 },
    });
  });

  it('counts connections by the neurons that they join, and the widest neuron', () => {
    const weightsRec = {
      shape: [3, 3, 2],
      data: Float64Array.of(...[1, 1, 0, 2, 0, 0], ...[3, 0, 0, 0, 0, 0], ...[0, 0, 0, 0, 0, 0]),
    };
    const { fanOut, recurrentWords } = resourcesOf({ ...spec, weightsRec }, limits);
    expect([fanOut.used, recurrentWords.used]).toEqual([2, 3]);
  });

  it('counts the alias targets of the neuron that has most', () => {
    expect(resourcesOf({ ...spec, aliases: [[1], [2, 0], []] }, limits).aliasTargets).toEqual({ used: 2, limit: 1 });
  });

  it('counts nothing where there is nothing', () => {
    const nothing = { ...spec, weightsRec: { shape: [0, 0, 1], data: new Float64Array() }, aliases: [] };
    expect(resourcesOf(nothing, limits)).toMatchObject({
      hidden: { used: 0 },
      fanOut: { used: 0 },
      recurrentWords: { used: 0 },
      aliasTargets: { used: 0 },
    });
  });
});
