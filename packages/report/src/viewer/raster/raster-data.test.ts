import { describe, expect, it } from 'vitest';
import { layer, model, run } from '../../../test/plain-model.js';
import { cellFacts } from './cell-text.js';
import { comparisonWith, divergenceCell, ownStep } from './divergence.js';
import { rasterData } from './raster-data.js';
import { valueAt } from './spikes.js';

const chip = run('simulator', 3, [
  layer('a', 'hidden', [7], { spikes: [[1], [0], [0]], vmem: [[5], [6], [7]] }, { threshold: 10 }),
  layer('b', 'hidden', [8], { spikes: [[0], [2], [0]] }, { delay: 1 }),
  layer('out', 'output', [0], { spikes: [[0], [0], [1]] }, { delay: 2 }),
]);
const float = run('float', 3, [
  layer('a', 'hidden', [0], { spikes: [[1], [1], [0]] }),
  layer('b', 'hidden', [0], { spikes: [[2], [0], [0]] }),
  layer('out', 'output', [0]),
]);
const both = model({ runs: [chip, float] });

describe('rasterData', () => {
  it('has the spikes of a part', () => {
    const data = rasterData(both, 'hidden');
    expect([valueAt(data.spikes, 0, 0), valueAt(data.spikes, 1, 1)]).toEqual([1, 2]);
    expect(data.marks.totals).toEqual([2, 0, 0]);
    expect(data.other).toBeUndefined();
    expect(data.notes).toEqual([]);
  });

  it('aligns a second run by the delays of its layers', () => {
    const { marks, other } = rasterData(both, 'hidden', 1);
    expect(other?.label).toBe('float');
    expect(marks.totals).toEqual([2, 0, 1]);
    expect(rasterData({ ...both, runs: [float, chip] }, 'hidden', 1).marks.totals).toEqual([2, 1, 0]);
  });

  it('says what was not recorded', () => {
    expect(rasterData(both, 'output', 1).notes).toEqual(['spikes of out were not recorded in float']);
    const silent = model({ layers: [layer('a', 'hidden', [1])] });
    expect(rasterData(silent, 'hidden').notes).toEqual(['spikes of a were not recorded']);
  });

  it('says what is no number, and what does not fit', () => {
    const bad = model({ layers: [layer('a', 'hidden', [1], { spikes: [[Number.NaN], [1]] })] });
    expect(rasterData(bad, 'hidden').notes).toEqual(['1 cell without a number, drawn as if silent']);
    const other = run('other', 2, [
      layer('a', 'hidden', [1, 2], {
        spikes: [
          [1, 1],
          [0, 0],
        ],
      }),
    ]);
    expect(rasterData({ ...bad, runs: [...bad.runs, other] }, 'hidden', 1).notes).toContain(
      'a has 2 neurons in other, not 1',
    );
  });

  it('shows the input, and nothing over it', () => {
    const data = rasterData(both, 'input', 1);
    expect([valueAt(data.spikes, 0, 1), valueAt(data.spikes, 1, 0)]).toEqual([1, 3]);
    expect(data.other).toBeUndefined();
  });

  it.each(['input', 'hidden', 'output'] as const)('has nothing of a model without %s', (part) => {
    const data = rasterData({ title: '', runs: [], issues: [] }, part, 1);
    expect([data.steps, data.marks.rows, data.marks.row.length]).toEqual([0, 0, 0]);
  });
});

describe('cellFacts', () => {
  it('tells layer, neuron, id, step, spikes and states', () => {
    const data = rasterData(both, 'hidden', 1);
    expect(cellFacts(data, { step: 1, row: 0 }, { label: 'simulator', dt: 0.01 })).toEqual([
      ['layer', 'a'],
      ['neuron', '0'],
      ['id', '7'],
      ['step', '1 (10 ms)'],
      ['spikes', '0 simulator, 1 float'],
      ['vmem', '6'],
    ]);
  });

  it('tells channels of the input, and nothing outside', () => {
    const data = rasterData(both, 'input');
    expect(cellFacts(data, { step: 1, row: 0 }, { label: 'x' })).toEqual([
      ['layer', 'input'],
      ['channel', '0'],
      ['step', '1'],
      ['spikes', '3'],
    ]);
    expect(cellFacts(data, { step: 1, row: 9 }, { label: 'x' })).toEqual([]);
  });
});

describe('divergence', () => {
  const measures = { agreement: 0.5, countDifference: 0, vanRossum: 0, victorPurpura: 0 };
  const first = {
    step: 1,
    stepB: 2,
    layer: 'b',
    role: 'hidden',
    neuron: 0,
    id: 8,
    signal: 'spikes',
    a: 0,
    b: 1,
  } as const;
  const comparison = { ...measures, a: 'float', b: 'simulator', output: measures, layers: [], first, issues: [] };
  const compared = { ...both, comparisons: [comparison] };
  const { bands } = rasterData(compared, 'hidden');

  it('is at the step of the run that is shown', () => {
    expect(divergenceCell(compared, bands, 1)).toEqual({ step: 2, row: 1 });
    expect(ownStep({ ...compared, runs: [float, chip] }, comparison, first)).toBe(1);
    const third = { ...float, label: 'third' };
    expect(ownStep({ ...compared, runs: [third, float, chip] }, comparison, first)).toBe(1);
    const late = { ...chip, label: 'late' };
    expect(ownStep({ ...compared, runs: [late, float, chip] }, comparison, first)).toBe(2);
  });

  it('is nowhere without a comparison, a second run, or in another part', () => {
    expect(divergenceCell(both, bands, 1)).toBeNull();
    expect(divergenceCell(compared, bands, undefined)).toBeNull();
    expect(divergenceCell(compared, rasterData(compared, 'output').bands, 1)).toBeNull();
    expect(divergenceCell({ ...compared, comparisons: [{ ...comparison, first: null }] }, bands, 1)).toBeNull();
    const ofOutputs = { ...comparison, first: { ...first, role: 'output' as const } };
    expect(divergenceCell({ ...compared, comparisons: [ofOutputs] }, bands, 1)).toBeNull();
  });

  it('finds comparisons either way round', () => {
    expect(comparisonWith(compared, 1)).toBe(comparison);
    expect(comparisonWith({ ...compared, runs: [float, chip] }, 1)).toBe(comparison);
    expect(comparisonWith(compared, 2)).toBeUndefined();
  });
});
