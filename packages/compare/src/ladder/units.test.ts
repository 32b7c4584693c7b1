import { integerSpec, type MappedSpec } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { spec } from '../../test/specs.js';
import { sameUnits, unitsOf } from './units.js';

const floats = (...numbers: readonly number[]) => Float64Array.from(numbers);

/** Two hidden neurons and an output; neuron 0 gets input, 1 gets spikes of 0. */
function mapped(threshold: Float64Array, input: number, recurrent = 0, output = 0): MappedSpec {
  const plan = spec({ hidden: 2, outputs: 1 });
  return {
    ...plan,
    ...{
      dashMem: floats(1, 1),
      dashSyn: floats(1, 1),
      dashSyn2: floats(0, 0),
      dashMemOut: floats(1),
      dashSynOut: floats(1),
    },
    stage: 'mapped',
    weightsIn: { shape: [1, 2, 1], data: floats(input, 0) },
    weightsRec: { shape: [2, 2, 1], data: floats(0, recurrent, 0, 0) },
    weightsOut: { shape: [2, 1], data: floats(0, output) },
    threshold,
    thresholdOut: floats(0),
    bias: floats(0, 0),
    biasOut: floats(0),
  };
}

describe('unitsOf', () => {
  it('is the ratio of thresholds', () => {
    const before = mapped(floats(0.5, -2), 1);
    const after = integerSpec(mapped(floats(64, -100), 127));
    expect(unitsOf(before, after).hidden).toEqual(floats(128, 50));
  });

  it('is that of the largest weight where a threshold is 0, became 0 or changed its sign', () => {
    const before = mapped(floats(0.001, 0), 1, -0.25, 2);
    const after = integerSpec(mapped(floats(0, 0), 127, -100, 10));
    expect(unitsOf(before, after)).toEqual({ hidden: floats(127, 400), outputs: floats(5) });
    expect(unitsOf(mapped(floats(-1, 1), 1), integerSpec(mapped(floats(1, 1), 99))).hidden).toEqual(floats(99, 1));
  });

  it('is 1 where nothing tells', () => {
    const before = mapped(floats(0, 0), 0.001);
    expect(unitsOf(before, integerSpec(mapped(floats(0, 0), 0)))).toEqual(sameUnits(before));
    expect(sameUnits(before)).toEqual({ hidden: floats(1, 1), outputs: floats(1) });
  });
});
