import { type Evolution, Raster } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { toyLimits } from '../../test/graphs.js';
import { residualSpec } from '../../test/residual-spec.js';
import { quantized } from '../../test/specs.js';
import { assumedActivity, recordedActivity } from './activity.js';
import { type ChipCosts, known, noCosts, type PowerFigures, unknown } from './chip-costs.js';
import { estimateClock } from './estimate-clock.js';
import { estimateCosts } from './estimate-costs.js';
import { estimateEnergy } from './estimate-energy.js';
import { core1000V1Costs, expansionCycleModel } from './family-costs.js';

const power: PowerFigures = {
  source: 'a paper',
  clockHz: 6_250_000,
  supplies: [
    { supply: 'core', activeMicrowatts: 200, idleMicrowatts: 150 },
    { supply: 'io', activeMicrowatts: 100 },
  ],
};
const toyCosts: ChipCosts = { chipId: 'toy', cycles: known(expansionCycleModel), power: known(power) };
const invalid = expect.objectContaining({ code: 'ESTIMATE_INVALID' });

describe('estimateClock', () => {
  it.each([
    ['Xylo IMU', 757, 0.005, 181_680],
    ['Xylo Audio 3', 555, 0.01, 66_600],
  ])('is that of Rockpool for %s', (_, cycles, dt, hertz) => {
    expect(estimateClock(cycles, dt)).toBeCloseTo(hertz, 6);
  });

  it('has the margin that it is given', () => {
    expect(estimateClock(100, 0.5, 0)).toBe(200);
    expect(estimateClock(100, 0.5, 1)).toBe(400);
  });

  it.each([
    ['cyclesPerStep', [-1, 1, 0]],
    ['cyclesPerStep', [Number.POSITIVE_INFINITY, 1, 0]],
    ['dt', [1, 0, 0]],
    ['dt', [1, Number.NaN, 0]],
    ['margin', [1, 1, -0.1]],
  ] as const)('refuses a bad %s: %j', (at, [cycles, dt, margin]) => {
    expect(() => estimateClock(cycles, dt, margin)).toThrow(
      expect.objectContaining({ code: 'ESTIMATE_INVALID', issues: [expect.objectContaining({ at: [at] })] }),
    );
  });
});

describe('estimateEnergy', () => {
  it('agrees with a published pair of power and energy: 277 uW for 86 ms are 23.8 uJ', () => {
    const braille = { ...power, supplies: [{ supply: 'core', activeMicrowatts: 277 }] };
    expect(estimateEnergy(braille, { steps: 86, dt: 0.001 }).microjoules.nominal).toBeCloseTo(23.8, 1);
  });

  it('has the active power as nominal, bounds from idle and active', () => {
    const { supplies, microwatts, microjoules, seconds } = estimateEnergy(power, { steps: 20, dt: 0.1 });
    expect(seconds).toBe(2);
    expect(supplies.map((s) => [s.supply, Math.round(s.microwatts.low), s.microwatts.nominal])).toEqual([
      ['core', 135, 200],
      ['io', 90, 100],
    ]);
    expect(supplies[0]?.microwatts.high).toBeCloseTo(220);
    expect([microwatts.low, microwatts.nominal, microwatts.high].map(Math.round)).toEqual([225, 300, 330]);
    expect([microjoules.low, microjoules.nominal, microjoules.high].map(Math.round)).toEqual([450, 600, 660]);
  });

  it.each([
    [0, 0.1],
    [-1, 0.1],
    [1.5, 0.1],
    [1, 0],
    [1, Number.POSITIVE_INFINITY],
  ])('refuses %d timesteps of %d s', (steps, dt) => {
    expect(() => estimateEnergy(power, { steps, dt })).toThrow(invalid);
  });
});

describe('estimateCosts', () => {
  const spec = residualSpec(3, 32);
  const limits = toyLimits({ mainClock: 50_000_000 });

  it('is the worst case for one timestep, unless said otherwise', () => {
    const { activity, steps, cycles, clock, energy } = estimateCosts(spec, limits, toyCosts);
    expect(activity).toEqual(assumedActivity(spec));
    expect(steps).toBe(1);
    const hertz = cycles.known ? estimateClock(cycles.value.cyclesPerStep, spec.dt) : Number.NaN;
    expect(clock).toEqual(known({ meanHz: hertz, worstCaseHz: hertz, margin: 0.2, mainClockHz: known(50_000_000) }));
    expect(energy).toEqual(known(estimateEnergy(power, { steps: 1, dt: spec.dt })));
  });

  it('takes the timesteps of what was recorded for one inference, and keeps the worst case of the clock', () => {
    const evolution: Evolution = {
      stage: 'evolved',
      steps: 7,
      output: 'spikes',
      signals: { spikesHidden: { shape: [7, 8], data: new Int16Array(56) } },
      hibernation: null,
    };
    const activity = recordedActivity(spec, Raster.zeros(7, 3), evolution);
    const { steps, clock } = estimateCosts(spec, limits, toyCosts, { activity });
    const worst = estimateCosts(spec, limits, toyCosts).clock;
    expect(steps).toBe(7);
    expect(clock.known && worst.known && clock.value.meanHz < worst.value.meanHz).toBe(true);
    expect(clock.known && worst.known && clock.value.worstCaseHz === worst.value.worstCaseHz).toBe(true);
    expect(estimateCosts(spec, limits, toyCosts, { activity, steps: 3 }).steps).toBe(3);
  });

  it('gives reasons where nothing is published', () => {
    const first = estimateCosts(spec, toyLimits(), { chipId: 'toy', ...core1000V1Costs });
    expect([first.cycles, first.clock, first.energy]).toEqual([
      unknown(expect.stringContaining('no cycle model') as unknown as string),
      unknown(expect.stringContaining('follows from the cycles') as unknown as string),
      unknown(expect.stringContaining('no power figures') as unknown as string),
    ]);
    expect(estimateCosts(spec, toyLimits(), noCosts('toy')).energy).toEqual(
      unknown('the plugin of toy brings no figures'),
    );
    const { clock } = estimateCosts(spec, toyLimits(), toyCosts);
    expect(clock).toMatchObject({ value: { mainClockHz: unknown('its main clock is not public') } });
  });

  it('knows the energy without a cycle model', () => {
    const costs = { ...toyCosts, cycles: unknown('secret') };
    expect(estimateCosts(spec, limits, costs).energy.known).toBe(true);
  });

  it('gives no energy for a faster clock than that of the measurement', () => {
    const fast = quantized({}, { dt: 1e-6 });
    expect(estimateCosts(fast, limits, toyCosts).energy).toEqual({
      known: false,
      reason: expect.stringMatching(/^power is published for 6\.25 MHz, the network needs \d+\.\d\d MHz in real time$/),
    });
  });

  it.each([
    ['limits', toyLimits({ chipId: 'other' }), toyCosts],
    ['figures', limits, { ...toyCosts, chipId: 'other' }],
  ])('refuses %s of another chip', (_, given, costs) => {
    expect(() => estimateCosts(spec, given, costs)).toThrow(
      expect.objectContaining({ code: 'WRONG_CHIP', who: 'toy' }),
    );
  });

  it('refuses what its parts refuse', () => {
    expect(() => estimateCosts(spec, limits, toyCosts, { steps: 0 })).toThrow(invalid);
    expect(() => estimateCosts(spec, limits, toyCosts, { margin: -1 })).toThrow(invalid);
    expect(() => estimateCosts({ ...spec, threshold: new Int32Array(1) }, limits, toyCosts)).toThrow(
      expect.objectContaining({ code: 'SPEC_INVALID' }),
    );
  });

  it('refuses bad input also where nothing is published', () => {
    expect(() => estimateCosts(spec, limits, noCosts('toy'), { steps: 0 })).toThrow(invalid);
    const activity = { ...assumedActivity(spec), hidden: new Float64Array(1) };
    expect(() => estimateCosts(spec, limits, noCosts('toy'), { activity })).toThrow(
      expect.objectContaining({ code: 'ACTIVITY_INVALID' }),
    );
  });

  it('changes nothing of what it is given', () => {
    const before = structuredClone(spec);
    estimateCosts(spec, limits, toyCosts);
    expect(spec).toEqual(before);
  });
});
