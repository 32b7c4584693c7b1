import { XylopipeError } from '@xylopipe/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layer, run, spiking } from '../../test/runs.js';
import { spikeAgreement } from '../measures/spike-agreement.js';
import { spikeTrain } from '../measures/spike-train.js';
import { vanRossumDistance } from '../measures/van-rossum.js';
import { victorPurpuraDistance } from '../measures/victor-purpura.js';
import type { LayerRun, LayerSignal } from '../run/layer-run.js';
import { compareRuns } from './compare-runs.js';

const column = (spikes: readonly (readonly number[])[], neuron: number) =>
  spikeTrain(spikes.map((row) => row[neuron] as number));

describe('compareRuns', () => {
  it('finds equal what is equal', () => {
    const a = run(
      'a',
      layer({
        spikes: [
          [0, 1],
          [2, 0],
        ],
      }),
      layer({ spikes: [[1], [0]] }, { name: 'out', role: 'output' }),
    );
    const all = { agreement: 1, countDifference: 0, vanRossum: 0, victorPurpura: 0 };
    expect(compareRuns(a, { ...structuredClone(a), label: 'b' })).toEqual({
      a: 'a',
      b: 'b',
      ...all,
      layers: [
        {
          name: 'first',
          role: 'hidden',
          neurons: 2,
          shift: 0,
          steps: 2,
          spikesA: 3,
          spikesB: 3,
          ...all,
          fellSilent: [],
          first: null,
        },
        {
          name: 'out',
          role: 'output',
          neurons: 1,
          shift: 0,
          steps: 2,
          spikesA: 1,
          spikesB: 1,
          ...all,
          fellSilent: [],
          first: null,
        },
      ],
      output: all,
      first: null,
      issues: [],
    });
  });

  it('measures a layer as the sum over its neurons, with the options given', () => {
    const rows = fc.array(fc.tuple(fc.nat(2), fc.nat(2), fc.nat(2)), { minLength: 6, maxLength: 6 });
    const options = {
      tau: fc.double({ min: 0.1, max: 30, noNaN: true }),
      cost: fc.double({ min: 0, max: 3, noNaN: true }),
    };
    fc.assert(
      fc.property(rows, rows, fc.record(options), (a, b, { tau, cost }) => {
        const comparison = compareRuns(spiking('a', a), spiking('b', b), { tau, cost });
        const pairs = [0, 1, 2].map((neuron) => [column(a, neuron), column(b, neuron)] as const);
        const sum = (of: (pair: (typeof pairs)[0]) => number) => pairs.map(of).reduce((total, one) => total + one, 0);
        const spikes = [a, b].map((rowsOf) => rowsOf.flat().reduce((total, one) => total + one, 0)) as [number, number];
        const both = ([x, y]: (typeof pairs)[0]) =>
          spikeAgreement(x, y) *
          [...Array.from(x.counts), ...Array.from(y.counts)].reduce((total, one) => total + one, 0);
        const expected = spikes[0] + spikes[1] === 0 ? 1 : sum(both) / (spikes[0] + spikes[1]);
        for (const measured of [comparison, comparison.layers[0] as (typeof comparison.layers)[0]]) {
          expect(measured.agreement).toBeCloseTo(expected, 12);
          expect(measured.vanRossum).toBeCloseTo(
            sum(([x, y]) => vanRossumDistance(x, y, tau)),
            9,
          );
          expect(measured.victorPurpura).toBeCloseTo(
            sum(([x, y]) => victorPurpuraDistance(x, y, cost)),
            9,
          );
          expect(measured.countDifference).toBe(spikes[1] - spikes[0]);
        }
      }),
    );
  });

  it('weighs layers by their spikes, outputs by themselves', () => {
    const out = { name: 'out', role: 'output' as const };
    const a = run('a', layer({ spikes: [[3], [3]] }), layer({ spikes: [[1], [0]] }, out));
    const b = run('b', layer({ spikes: [[3], [3]] }), layer({ spikes: [[0], [1]] }, out));
    expect(compareRuns(a, b)).toMatchObject({ agreement: 12 / 14, output: { agreement: 0, countDifference: 0 } });
  });

  it('shifts the second run by the timesteps that it is behind', () => {
    const a = spiking('float', [[1], [0], [2], [5]]);
    const b = spiking('chip', [[9], [1], [0], [2]], { delay: 1 });
    expect(compareRuns(a, b).layers[0]).toMatchObject({ agreement: 1, shift: 1, steps: 3, spikesA: 3, spikesB: 3 });
    expect(compareRuns(b, a).layers[0]).toMatchObject({ agreement: 1, shift: -1, steps: 3, spikesA: 3, spikesB: 3 });
  });

  it('names neurons that fell silent, not those that never spiked or began to', () => {
    const a = spiking('a', [[1, 0, 0, 1]]);
    const b = spiking('b', [[0, 0, 1, 2]]);
    expect(compareRuns(a, b).layers[0]?.fellSilent).toEqual([0]);
  });

  it('pairs layers by name and role, wherever they are', () => {
    const one = layer({ spikes: [[1]] }, { name: 'one' });
    const two = layer({ spikes: [[0]] }, { name: 'two' });
    const comparison = compareRuns(run('a', one, two), run('b', two, one));
    expect(comparison).toMatchObject({ agreement: 1, issues: [] });
    expect(comparison.layers.map(({ name }) => name)).toEqual(['one', 'two']);
  });
});

describe('the first divergence', () => {
  it('is in the timestep since the input, then in the first layer, then in the first neuron', () => {
    const second = { name: 'second' };
    const a = run(
      'float',
      layer({
        spikes: [
          [0, 0],
          [1, 1],
          [0, 0],
        ],
      }),
      layer({ spikes: [[0], [0], [0]] }, second),
    );
    const b = run(
      'chip',
      layer({
        spikes: [
          [0, 0],
          [0, 0],
          [0, 0],
        ],
      }),
      layer({ spikes: [[0], [1], [0]] }, { ...second, delay: 1 }),
    );
    const { first, layers } = compareRuns(a, b);
    expect(first).toEqual({
      step: 0,
      stepB: 1,
      layer: 'second',
      role: 'hidden',
      neuron: 0,
      id: 10,
      signal: 'spikes',
      a: 0,
      b: 1,
    });
    expect(layers[0]?.first).toEqual({
      step: 1,
      stepB: 1,
      layer: 'first',
      role: 'hidden',
      neuron: 0,
      id: 10,
      signal: 'spikes',
      a: 1,
      b: 0,
    });
    // With the chip first, its second layer is at timestep 1, which is also one after the input that counts.
    expect(compareRuns(b, a).first).toMatchObject({ step: 1, stepB: 0, layer: 'second' });
  });

  const states = (vmem: number, isyn: number, spikes: number, threshold: number): LayerRun =>
    run(
      'any',
      layer({ spikes: [[0], [spikes]], vmem: [[0], [vmem]], isyn: [[0], [isyn]] }, { threshold: [threshold] }),
    );

  it('is in the state that caused the others, where firing levels are the same', () => {
    expect(compareRuns(states(5, 7, 0, 100), states(6, 8, 1, 100)).first).toMatchObject({ signal: 'isyn', a: 7, b: 8 });
    expect(compareRuns(states(5, 7, 0, 100), states(6, 7, 1, 100)).first).toMatchObject({ signal: 'vmem', a: 5, b: 6 });
  });

  it('is in spikes alone where firing levels are others', () => {
    expect(compareRuns(states(5, 7, 0, 100), states(6, 8, 0, 1)).first).toBeNull();
    expect(compareRuns(states(5, 7, 0, 100), states(6, 8, 1, 1)).first).toMatchObject({ signal: 'spikes' });
  });

  it('is in spikes where these differ before a state does', () => {
    const rows = (spikes: number, vmem: number) => run('any', layer({ spikes: [[spikes], [0]], vmem: [[0], [vmem]] }));
    expect(compareRuns(rows(0, 5), rows(1, 6)).first).toMatchObject({ step: 0, signal: 'spikes' });
  });

  it('is no rounding of float64', () => {
    expect(compareRuns(states(0.3, 0.1, 0, 1), states(0.1 + 0.2, 0.1, 0, 1)).first).toBeNull();
    expect(compareRuns(states(32766, 0, 0, 32767), states(32767, 0, 0, 32767)).first).toMatchObject({ signal: 'vmem' });
  });

  it('is looked for only in the signals asked for', () => {
    const [a, b] = [states(5, 7, 0, 100), states(6, 8, 1, 100)];
    expect(compareRuns(a, b, { signals: ['vmem', 'spikes'] }).first).toMatchObject({ signal: 'vmem' });
    expect(compareRuns(a, b, { signals: ['spikes'] }).first).toMatchObject({ signal: 'spikes' });
    expect(compareRuns(a, b, { signals: ['isyn2'] })).toMatchObject({
      first: null,
      issues: [{ code: 'SIGNAL_MISSING', severity: 'error', at: ['layers', 'first', 'isyn2'] }],
    });
  });

  it('is found by the place of chosen neurons in their layer', () => {
    const a = run('a', layer({ spikes: [[0, 0, 0]], vmem: [[1, 2, 3]] }));
    const chosen = layer({ vmem: [[9, 3]], spikes: [[0, 0, 0]] }, { ids: [10, 11, 12], neurons: { vmem: [1, 2] } });
    const comparison = compareRuns(a, run('b', chosen));
    expect(comparison.issues).toEqual([]);
    expect(comparison.first).toMatchObject({ neuron: 1, id: 11, signal: 'vmem', a: 2, b: 9 });
  });
});

describe('what cannot be compared', () => {
  const codes = (...args: Parameters<typeof compareRuns>) =>
    compareRuns(...args).issues.map(({ code, severity, at }) => `${severity} ${code} ${at.join('.')}`);
  const one = spiking('one', [[1], [0]]);

  it('is a layer that one run has not', () => {
    const more = run('more', ...one.layers, layer({ spikes: [[1], [1]] }, { name: 'more' }));
    expect(codes(one, more)).toEqual(['error LAYER_MISSING layers.more']);
    expect(codes(more, one)).toEqual(['error LAYER_MISSING layers.more']);
    expect(compareRuns(more, one).agreement).toBe(1);
    expect(codes(one, more, { layers: ['first'] })).toEqual([]);
    expect(codes(one, one, { layers: ['third', 'third'] })).toEqual(['error LAYER_MISSING layers.third']);
  });

  it('is everything, if no layer is in both: that is no agreement', () => {
    const other = spiking('other', [[1], [0]], { role: 'output' });
    expect(compareRuns(one, other)).toMatchObject({ agreement: 0, layers: [], first: null });
    expect(codes(one, other)).toEqual(['error LAYER_MISSING layers.first', 'error LAYER_MISSING layers.first']);
    expect(compareRuns({ ...one, layers: [] }, { ...one, layers: [] }).agreement).toBe(0);
  });

  it('is an empty run, and one too short for its delays', () => {
    const empty = spiking('empty', []);
    expect(codes(empty, { ...empty, layers: one.layers.map((l) => ({ ...l, signals: {} })) })).toContain(
      'error EMPTY_RUN steps',
    );
    expect(compareRuns(empty, empty).agreement).toBe(0);
    const late = spiking('late', [[1], [0]], { delay: 2 });
    expect(codes(one, late)).toEqual(['error RUN_TOO_SHORT layers.first']);
    expect(compareRuns(one, late).agreement).toBe(0);
  });

  it('is the rest of a longer run, and of a larger layer', () => {
    const longer = spiking('longer', [[1], [0], [1]]);
    expect(codes(one, longer)).toEqual(['error SHAPE_MISMATCH steps']);
    expect(compareRuns(one, longer).agreement).toBe(1);
    const wider = spiking('wider', [
      [1, 1],
      [0, 0],
    ]);
    expect(codes(one, wider)).toEqual(['error SHAPE_MISMATCH layers.first']);
    expect(compareRuns(wider, one).layers[0]).toMatchObject({ neurons: 1, agreement: 1 });
  });

  it('is told where timesteps are of other duration, as far as that is known', () => {
    expect(codes({ ...one, dt: 0.001 }, { ...one, dt: 0.01 })).toEqual(['error DT_MISMATCH dt']);
    expect(codes({ ...one, dt: 0.001 }, { ...one, dt: Math.fround(0.001) })).toEqual([]);
    expect(codes({ ...one, dt: 0.001 }, one)).toEqual([]);
  });

  it.each([Number.NaN, -1, 0.5, Number.POSITIVE_INFINITY])('are spikes with %d in them', (value) => {
    const bad = spiking('bad', [[0], [value]]);
    const { layers, issues } = compareRuns(one, bad);
    expect(layers).toEqual([]);
    expect(issues).toMatchObject([
      { code: 'SPIKES_INVALID', severity: 'error', at: ['layers', 'first', 'spikes', 1, 0], measured: value },
    ]);
  });

  it('are states that are no numbers, but spikes are compared', () => {
    const a = run('a', layer({ spikes: [[0], [1]], vmem: [[1], [Number.NaN]] }));
    const b = run('b', layer({ spikes: [[0], [0]], vmem: [[2], [2]] }));
    const { agreement, first, issues } = compareRuns(a, b);
    expect(agreement).toBe(0);
    expect(first).toMatchObject({ signal: 'spikes' });
    expect(issues).toMatchObject([{ code: 'STATE_NOT_FINITE', at: ['layers', 'first', 'vmem', 1, 0] }]);
  });

  it('are signals that one run has not: spikes always, states where they would be compared', () => {
    const states = run('states', layer({ vmem: [[0], [0]] }));
    expect(codes(one, states)).toEqual([
      'warning SIGNAL_MISSING layers.first.vmem',
      'error SIGNAL_MISSING layers.first.spikes',
    ]);
    expect(compareRuns(one, states).layers).toEqual([]);
    const float = run('float', layer({ vmem: [[0], [0]], spikes: [[1], [0]] }, { threshold: [1] }));
    expect(codes(one, float)).toEqual([]);
  });

  it('are signals of another shape than their layer, and of neurons that are not in both', () => {
    const short = { ...one, steps: 3 };
    expect(codes(one, short)).toEqual(['error SHAPE_MISMATCH steps', 'error SIGNAL_SHAPE layers.first.spikes']);
    const chosen = (neuron: number) =>
      spiking('chosen', [[1], [0]], { ids: [10, 11], neurons: { spikes: [neuron] }, threshold: [1, 1] });
    expect(codes(chosen(0), chosen(1))).toEqual(['error NEURONS_DISJOINT layers.first.spikes']);
    expect(compareRuns(chosen(1), chosen(1))).toMatchObject({ agreement: 1, issues: [{ code: 'NEURONS_PARTLY' }] });
  });

  it('is refused at once: options that mean nothing', () => {
    const code = (options: Parameters<typeof compareRuns>[2]) => {
      try {
        compareRuns(one, one, options);
      } catch (error) {
        if (error instanceof XylopipeError) return error.code;
      }
      return undefined;
    };
    expect(code({ tau: Number.NaN })).toBe('MEASURE_OPTION');
    expect(code({ cost: -1 })).toBe('MEASURE_OPTION');
    expect(code({ signals: ['vmen' as LayerSignal] })).toBe('UNKNOWN_SIGNAL');
  });
});
