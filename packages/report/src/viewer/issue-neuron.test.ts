import { describe, expect, it } from 'vitest';
import { layer, run } from '../../test/plain-model.js';
import { issueNeuron } from './issue-neuron.js';

const runs = [
  run('simulator', 2, [layer('a', 'hidden', [0, 2]), layer('b', 'hidden', [1, 3]), layer('out', 'output', [0, 1])]),
];

describe('issueNeuron', () => {
  it.each([
    [['fired', 3], { layer: 'b', neuron: 1, text: 'hidden neuron 3 (layer b)' }],
    [['threshold', 2], { layer: 'a', neuron: 1, text: 'hidden neuron 2 (layer a)' }],
    [['isynSaturated', 1], { layer: 'b', neuron: 0, text: 'hidden neuron 1 (layer b)' }],
    // The second synapse of all neurons follows the first.
    [['isynSaturated', 4 + 3], { layer: 'b', neuron: 1, text: 'hidden neuron 3 (layer b)' }],
    [['hidden', 0], { layer: 'a', neuron: 0, text: 'hidden neuron 0 (layer a)' }],
    [['firedOut', 1], { layer: 'out', neuron: 1, text: 'output neuron 1 (layer out)' }],
    [['outputs', 0], { layer: 'out', neuron: 0, text: 'output neuron 0 (layer out)' }],
  ])('is the neuron at %s', (at, neuron) => {
    expect(issueNeuron({ runs }, at)).toEqual(neuron);
  });

  it.each([
    [[]],
    [['weightsIn', 3]],
    [['inputCut', 0]],
    [['fired', 9]],
    [['fired']],
    [['fired', 0, 1]],
    [['layers', 'a']],
    [[1, 2]],
  ])('is none at %s', (at) => {
    expect(issueNeuron({ runs }, at)).toBeUndefined();
    expect(issueNeuron({ runs: [] }, at)).toBeUndefined();
  });
});
