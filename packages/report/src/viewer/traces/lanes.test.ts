import { describe, expect, it } from 'vitest';
import { layer, model, run } from '../../../test/plain-model.js';
import { defaultChoice } from './default-choice.js';
import { layerIn, stagger, statesOf } from './lanes.js';

const chip = layer(
  'a',
  'hidden',
  [7, 8],
  {
    vmem: [
      [0, 50],
      [100, -100],
      [Number.NaN, 20],
    ],
  },
  { threshold: 100, delay: 1 },
);
const float = layer('a', 'hidden', [0, 1], {
  vmem: [
    [0.5, 0],
    [1, 1],
    [0, 0],
  ],
});

describe('stagger', () => {
  it('measures states by the firing level, the first neuron at the top', () => {
    const { lanes, low, high, extent } = stagger(chip, 'vmem', [0, 1], 3);
    const [first, second] = lanes;
    expect(first).toMatchObject({ neuron: 0, id: 7, threshold: 1, own: [0, 1, null] });
    expect(first?.baseline).toBeCloseTo(0);
    // Both reach from -1 to 1, and some room is between them.
    expect(second?.baseline).toBeCloseTo(-2.16);
    expect(second?.own.map((value) => (value ?? 0) + 2.16)).toEqual([0.5, -1, 0.2].map((v) => expect.closeTo(v)));
    expect([low, high]).toEqual([expect.closeTo(-3.16), 1]);
    expect(extent).toEqual([-1, 1]);
  });

  it('aligns the second run by delay, in its own units', () => {
    const { lanes } = stagger(chip, 'vmem', [0], 3, run('float', 3, [float]));
    expect(lanes[0]?.other).toEqual([null, 0.5, 1]);
  });

  it('does without the second run where it recorded nothing', () => {
    expect(stagger(chip, 'vmem', [0], 3, run('float', 3, [layer('a', 'hidden', [0])])).lanes[0]?.other).toBeUndefined();
    expect(stagger(chip, 'vmem', [0], 3, run('float', 3, [])).lanes[0]?.other).toBeUndefined();
  });

  it('draws a firing level only where it is one, of the membrane', () => {
    const odd = layer('a', 'hidden', [0], { vmem: [[2]], isyn: [[2]] }, { threshold: 0 });
    expect(stagger(odd, 'vmem', [0], 1).lanes[0]).toMatchObject({ threshold: undefined, own: [2] });
    const even = layer('a', 'hidden', [0], { isyn: [[2]] });
    expect(stagger(even, 'isyn', [0], 1).lanes[0]?.threshold).toBeUndefined();
  });

  it('has room for traces that are flat, and for none', () => {
    const flat = stagger(layer('a', 'hidden', [0], { vmem: [[0]] }), 'vmem', [0], 1);
    expect(flat.high).toBeGreaterThan(flat.low);
    const none = stagger(chip, 'vmem', [], 3);
    expect(none.lanes).toEqual([]);
    expect(none.high).toBeGreaterThan(none.low);
  });
});

describe('statesOf', () => {
  it('is a state by timestep, and nothing outside', () => {
    const states = statesOf(chip, 'vmem', 1);
    expect([-1, 0, 1, 2, 3].map((step) => states?.(step))).toEqual([undefined, 50, -100, 20, undefined]);
  });

  it('is not there where nothing was recorded', () => {
    expect(statesOf(chip, 'isyn', 0)).toBeUndefined();
    expect(statesOf(chip, 'vmem', 2)).toBeUndefined();
    expect(statesOf(undefined, 'vmem', 0)).toBeUndefined();
  });

  it('is of the layer of the same name and role', () => {
    const output = layer('a', 'output', [0]);
    expect(layerIn(run('x', 1, [output, float]), chip)).toBe(float);
    expect(layerIn(undefined, chip)).toBeUndefined();
  });
});

describe('defaultChoice', () => {
  const busy = layer('a', 'hidden', [0, 1, 2, 3, 4, 5], {
    spikes: [
      [0, 3, 1, 0, 2, 1],
      [0, 0, 0, 0, 2, 1],
    ],
  });
  const of = (shown: ReturnType<typeof model>): readonly number[] => defaultChoice(shown).map(({ neuron }) => neuron);

  it('is the busiest neurons of a layer', () => {
    expect(of(model({ layers: [busy] }))).toEqual([4, 1, 5, 2]);
  });

  it('is the first ones where spikes were not recorded, and none of no run', () => {
    expect(of(model({ layers: [layer('a', 'hidden', [5, 6])] }))).toEqual([0, 1]);
    expect(of({ title: '', runs: [], issues: [] })).toEqual([]);
  });

  it('has those that issues are about, and leaves room for one that is busy', () => {
    const silent = { code: 'NEURON_SILENT', severity: 'warning', message: 'silent' } as const;
    const issues = [0, 3, 5, 2].map((id) => ({ ...silent, at: ['fired', id] }));
    expect(of(model({ layers: [busy], issues: issues.slice(0, 1) }))).toEqual([0, 4, 1, 5]);
    expect(of(model({ layers: [busy], issues }))).toEqual([0, 3, 5, 4]);
    expect(of(model({ layers: [busy], issues: [{ ...silent, at: ['weightsIn', 3] }] }))).toEqual([4, 1, 5, 2]);
  });

  it('begins with those where runs part', () => {
    const measures = { agreement: 1, countDifference: 0, vanRossum: 0, victorPurpura: 0 };
    const first = {
      step: 0,
      stepB: 0,
      layer: 'a',
      role: 'hidden',
      neuron: 3,
      id: 3,
      signal: 'spikes',
      a: 0,
      b: 1,
    } as const;
    const comparison = { ...measures, a: 'x', b: 'y', output: measures, layers: [], issues: [] };
    expect(of(model({ layers: [busy], comparisons: [{ ...comparison, first }] }))).toEqual([3, 4, 1, 5]);
    const elsewhere = { ...first, neuron: 77 };
    expect(of(model({ layers: [busy], comparisons: [{ ...comparison, first: elsewhere }] }))).toEqual([4, 1, 5, 2]);
  });
});
