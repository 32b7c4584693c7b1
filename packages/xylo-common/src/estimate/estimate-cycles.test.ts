import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { residualSpec } from '../../test/residual-spec.js';
import { filled, quantized } from '../../test/specs.js';
import { assumedActivity } from './activity.js';
import { CYCLE_TERMS, estimateCycles } from './estimate-cycles.js';
import { core1000CycleModel, expansionCycleModel } from './family-costs.js';

const fraction = fc.double({ min: 0, max: 1, noNaN: true });
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe('the published figures', () => {
  it.each([
    ['Xylo IMU', 15, 32, 757],
    ['Xylo Audio 3', 2, 31, 555],
  ])('%s: %d inputs, %d connections take %d cycles in the worst case', (_, inputs, connections, cycles) => {
    const spec = residualSpec(inputs, connections);
    expect(estimateCycles(spec, expansionCycleModel, assumedActivity(spec)).cyclesPerStep).toBe(cycles);
  });

  it('add up from the terms of the formula', () => {
    const spec = residualSpec(15, 32);
    expect(estimateCycles(spec, expansionCycleModel, assumedActivity(spec)).terms).toEqual({
      input: 15 * (4 * 3.5 + 1),
      hiddenIsyn: 8 * (4 * 7 + 3),
      outputIsyn: 4 * (1 + 8 * 2),
      hiddenSpiking: 8 * (19 + 2 * 1 + 3 * 0.5 + 1 + 0.5 * 1),
      outputSpiking: 2 * 12,
    });
  });
});

describe('estimateCycles', () => {
  it('is the published formula of means, at any activity that is the same for all', () => {
    const spec = residualSpec(15, 29);
    fc.assert(
      fc.property(fraction, fraction, (pIn, p) => {
        const { terms } = estimateCycles(spec, expansionCycleModel, assumedActivity(spec, { input: pIn, hidden: p }));
        const aliases = 2 * Math.max(p, 0.25) + 3 * Math.max(p * 0.5, 0.25) + p + 0.5 * Math.max(p, 0.5);
        expect(terms.input).toBeCloseTo(15 * (pIn * 4 * 3.5 + 1), 9);
        expect(terms.hiddenIsyn).toBeCloseTo(8 * ((29 / 8) * 7 * p + 3), 9);
        expect(terms.outputIsyn).toBeCloseTo(4 * p * (1 + 8 * 2), 9);
        expect(terms.hiddenSpiking).toBeCloseTo(8 * (19 + aliases), 9);
        expect(terms.outputSpiking).toBe(24);
      }),
    );
  });

  it('adds up from its layers, whatever the activity', () => {
    const spec = residualSpec(3, 30);
    const values = (size: number) =>
      fc.array(fraction, { minLength: size, maxLength: size }).map((list) => Float64Array.from(list));
    fc.assert(
      fc.property(values(3), values(8), (input, hidden) => {
        const { cyclesPerStep, terms, layers } = estimateCycles(spec, expansionCycleModel, {
          ...assumedActivity(spec),
          input,
          hidden,
        });
        expect(sum(layers.map((layer) => layer.cyclesPerStep))).toBeCloseTo(cyclesPerStep, 9);
        for (const term of CYCLE_TERMS)
          expect(sum(layers.map((layer) => layer.terms[term]))).toBeCloseTo(terms[term], 9);
      }),
    );
  });

  it('gives to each layer what its spikes make and its neurons take', () => {
    const spec = residualSpec(15, 32);
    const quiet = { ...assumedActivity(spec), hidden: Float64Array.of(1, 1, 1, 1, 0, 0, 0, 0) };
    const { layers } = estimateCycles(spec, expansionCycleModel, quiet);
    expect(layers.map(({ name, role, neurons, activity }) => [name, role, neurons, activity])).toEqual([
      ['input', 'input', 15, 1],
      ['1', 'hidden', 4, 1],
      ['2.1', 'hidden', 4, 0],
      ['4', 'output', 2, null],
    ]);
    expect(layers[1]?.terms).toMatchObject({ hiddenIsyn: 4 * (4 * 7 + 3), outputIsyn: 0 });
    expect(layers[2]?.terms).toMatchObject({ hiddenIsyn: 4 * 3, outputIsyn: 0 });
    expect(layers[3]?.terms).toMatchObject({ hiddenSpiking: 0, outputSpiking: 24 });
  });

  it('names neurons of no layer by what they are', () => {
    const spec = quantized({ hidden: 3 }, { layers: [{ name: 'a', role: 'hidden', firstId: 1, count: 1 }] });
    const { layers } = estimateCycles(spec, expansionCycleModel, assumedActivity(spec));
    expect(layers.map(({ name, neurons }) => [name, neurons])).toEqual([
      ['input', 2],
      ['a', 1],
      ['hidden', 2],
      ['output', 2],
    ]);
  });

  it('puts the blocks of a layer together', () => {
    const block = (firstId: number, count: number) => ({ name: 'a', role: 'hidden', firstId, count }) as const;
    const spec = quantized({ hidden: 3 }, { layers: [block(2, 1), block(0, 2)] });
    const { layers } = estimateCycles(spec, expansionCycleModel, assumedActivity(spec));
    expect(layers.map(({ name, neurons }) => [name, neurons])).toEqual([
      ['input', 2],
      ['a', 3],
      ['output', 2],
    ]);
  });

  it('counts on an expansion core only columns and rows with a weight, on the other all hidden neurons', () => {
    const [weightsIn, weightsOut] = [filled([2, 5, 1], 0), filled([5, 2], 0)];
    weightsIn.data[7] = -1;
    weightsOut.data[9] = 1;
    const spec = quantized({ hidden: 5 }, { weightsIn, weightsOut });
    const activity = assumedActivity(spec);
    expect(estimateCycles(spec, expansionCycleModel, activity).terms).toMatchObject({
      input: 2 * (3.5 + 1),
      outputIsyn: 17,
    });
    expect(estimateCycles(spec, core1000CycleModel, activity).terms).toMatchObject({
      input: 2 * (5 * 3.5 + 1),
      outputIsyn: 5 * 17,
    });
  });

  it('takes the rows of the readout for the last hidden neurons', () => {
    const spec = quantized({ hidden: 4, outputExpansion: 1 });
    const activity = (hidden: readonly number[]) => ({ ...assumedActivity(spec), hidden: Float64Array.from(hidden) });
    expect(estimateCycles(spec, expansionCycleModel, activity([0, 0, 0, 1])).terms.outputIsyn).toBe(17);
    expect(estimateCycles(spec, expansionCycleModel, activity([1, 1, 1, 0])).terms.outputIsyn).toBe(0);
  });

  it('needs no hidden spikes, aliases or connections', () => {
    const spec = quantized();
    expect(estimateCycles(spec, expansionCycleModel, assumedActivity(spec, { input: 0, hidden: 0 })).terms).toEqual({
      input: 2,
      hiddenIsyn: 9,
      outputIsyn: 0,
      hiddenSpiking: 57,
      outputSpiking: 24,
    });
  });
});

describe('the second synapse', () => {
  const two = () => {
    const weightsRec = filled([3, 3, 2], 0);
    // One target on both synapses, one on the second only.
    weightsRec.data.set([1, 1, 0, 1]);
    return quantized({ hidden: 3, synapses: 2 }, { weightsRec });
  };

  it('takes operations beside the cycles, of targets of the first', () => {
    const spec = two();
    const estimate = estimateCycles(spec, core1000CycleModel, assumedActivity(spec, { input: 0.5 }));
    expect(estimate.synapse2Operations).toEqual({ known: true, value: 1.5 * 0.5 * 2 * 3 + 5 * 1 + 3 });
    expect(estimate.terms.hiddenIsyn).toBe(7 + 9);
  });

  it('is not known where the model leaves it out, and nothing where there is none', () => {
    const [spec, single] = [two(), quantized()];
    expect(estimateCycles(spec, expansionCycleModel, assumedActivity(spec)).synapse2Operations).toEqual({
      known: false,
      reason: expect.stringContaining('leaves the second synapse out'),
    });
    for (const model of [core1000CycleModel, expansionCycleModel]) {
      expect(estimateCycles(single, model, assumedActivity(single)).synapse2Operations).toEqual({
        known: true,
        value: 0,
      });
    }
  });
});

describe('refused', () => {
  const spec = quantized();
  const good = assumedActivity(spec);

  it.each([
    ['an activity over 1', { hidden: Float64Array.of(0, 1.5, 0) }, 'ACTIVITY_RANGE', ['hidden', 1], 1.5],
    ['a negative activity', { input: Float64Array.of(-0.1, 0) }, 'ACTIVITY_RANGE', ['input', 0], -0.1],
    [
      'an activity that is no number',
      { input: Float64Array.of(0, Number.NaN) },
      'ACTIVITY_RANGE',
      ['input', 1],
      Number.NaN,
    ],
    ['that of more channels', { input: new Float64Array(3) }, 'ACTIVITY_MISMATCH', ['input'], 3],
    ['that of fewer neurons', { hidden: new Float64Array(2) }, 'ACTIVITY_MISMATCH', ['hidden'], 2],
  ])('%s', (_, changes, code, at, measured) => {
    expect(() => estimateCycles(spec, expansionCycleModel, { ...good, ...changes })).toThrow(
      expect.objectContaining({
        code: 'ACTIVITY_INVALID',
        issues: [expect.objectContaining({ code, at, measured, severity: 'error' })],
      }),
    );
  });

  it('arrays that disagree', () => {
    const broken = { ...spec, weightsOut: filled([9, 2], 1) };
    expect(() => estimateCycles(broken, expansionCycleModel, good)).toThrow(
      expect.objectContaining({ code: 'SPEC_INVALID' }),
    );
  });
});
