import { type Evolution, SIGNAL_NAMES, type StateSnapshot } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { differences, stateDifferences } from './differences.js';

const evolution = (changes: Partial<Evolution> = {}): Evolution => ({
  stage: 'evolved',
  steps: 2,
  dt: 0.001,
  output: 'spikes',
  signals: { vmem: { shape: [2, 3], data: Int16Array.of(1, 2, 3, 4, 5, 6) } },
  hibernation: [1],
  ...changes,
});
const vmem = (shape: readonly number[], ...values: readonly number[]) => ({
  signals: { vmem: { shape, data: Int16Array.from(values) } },
});

describe('differences', () => {
  it.each<[what: string, Partial<Evolution>, found: readonly string[]]>([
    ['nothing', {}, []],
    ['a value', vmem([2, 3], 1, 2, 3, 4, 7, 0), ['vmem at timestep 1 of neuron 1: 7 instead of 5']],
    ['a shape', vmem([3, 2], 1, 2, 3, 4, 5, 6), ['vmem: (3,2) with 6 values instead of (2,3)']],
    ['missing values', vmem([2, 3], 1, 2, 3), ['vmem: (2,3) with 3 values instead of (2,3)']],
    ['a missing signal', { signals: {} }, ['vmem is missing from the device']],
    ['timesteps', { steps: 3 }, ['3 timesteps instead of 2']],
    ['their duration', { dt: 0.002 }, ['timesteps of 0.002 s instead of 0.001 s']],
    ['hibernation', { hibernation: [0] }, ['hibernation[0]: 0 instead of 1']],
    ['nothing, not having looked at hibernation', { hibernation: null }, []],
  ])('names %s', (_, changes, found) => {
    expect(differences(evolution(changes), evolution(), SIGNAL_NAMES)).toEqual(found);
  });

  it('names hibernation of a chip that has none', () => {
    const expected = evolution({ hibernation: null });
    expect(differences(evolution(), expected, ['vmem'])).toEqual(['hibernation of a chip that has none']);
  });

  it('looks at the given signals only', () => {
    expect(differences(evolution({ signals: {} }), evolution(), ['isyn'])).toEqual([]);
  });
});

describe('stateDifferences', () => {
  const state = (changes: Partial<StateSnapshot> = {}): StateSnapshot => ({
    vmem: Int16Array.of(1),
    isyn: Int16Array.of(2),
    spikesHidden: Uint8Array.of(3),
    vmemOut: Int16Array.of(4),
    isynOut: Int16Array.of(5),
    ...changes,
  });

  it('names every part that differs', () => {
    expect(stateDifferences(state(), state())).toEqual([]);
    const other = state({ isyn: Int16Array.of(2, 2), spikesHidden: Uint8Array.of(4) });
    expect(stateDifferences(other, state())).toEqual([
      'state isyn: 2 values instead of 1',
      'state spikesHidden[0]: 4 instead of 3',
    ]);
  });
});
