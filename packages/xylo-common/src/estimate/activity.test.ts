import { type Evolution, Raster, type Tensor } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { quantized } from '../../test/specs.js';
import { assumedActivity, meanActivity, recordedActivity } from './activity.js';

const spec = quantized();
const input = Raster.fromNested([
  [0, 3],
  [0, 15],
  [0, 0],
  [0, 1],
]);
const signal = (...rows: number[][]): Tensor<Int16Array> => ({
  shape: [rows.length, rows[0]?.length ?? 0],
  data: Int16Array.from(rows.flat()),
});
const evolution = (changes: Partial<Evolution> = {}): Evolution => ({
  stage: 'evolved',
  chipId: 'toy',
  steps: 4,
  output: 'spikes',
  signals: {
    spikesHidden: signal([0, 1, 0], [0, 0, 31], [0, 1, 0], [0, 1, 1]),
    spikesOut: signal([0, 0], [0, 0], [1, 0], [0, 0]),
  },
  hibernation: null,
  ...changes,
});

describe('assumedActivity', () => {
  it('is that of everybody; 1 unless said', () => {
    expect(assumedActivity(spec, { hidden: 0.25 })).toEqual({
      origin: 'assumed',
      steps: null,
      input: Float64Array.of(1, 1),
      hidden: Float64Array.of(0.25, 0.25, 0.25),
      output: null,
    });
  });

  it('takes 0 and 1', () => {
    expect(assumedActivity(spec, { input: 0, hidden: 1 }).input).toEqual(Float64Array.of(0, 0));
  });

  it.each([-0.01, 1.01, Number.NaN, Number.POSITIVE_INFINITY])('refuses %d, at every place', (p) => {
    expect(() => assumedActivity(spec, { input: p, hidden: p })).toThrow(
      expect.objectContaining({
        code: 'ACTIVITY_INVALID',
        issues: [
          expect.objectContaining({ code: 'ACTIVITY_RANGE', at: ['input'], measured: p }),
          expect.objectContaining({ code: 'ACTIVITY_RANGE', at: ['hidden'], measured: p }),
        ],
      }),
    );
  });
});

describe('recordedActivity', () => {
  it('is the fraction of timesteps with a spike, however many there are in one', () => {
    expect(recordedActivity(spec, input, evolution())).toEqual({
      origin: 'recorded',
      steps: 4,
      input: Float64Array.of(0, 0.75),
      hidden: Float64Array.of(0, 0.75, 0.5),
      output: Float64Array.of(0.25, 0),
    });
  });

  it('does without spikes of the outputs', () => {
    const { spikesHidden } = evolution().signals;
    const quiet = evolution({
      output: 'vmem',
      signals: { spikesHidden, vmemOut: signal([1, 1], [1, 1], [1, 1], [1, 1]) },
    });
    expect(recordedActivity(spec, input, quiet).output).toBeNull();
  });

  it('takes an evolution that does not say its chip', () => {
    expect(recordedActivity(spec, input, evolution({ chipId: undefined })).steps).toBe(4);
  });

  const { spikesHidden, spikesOut } = evolution().signals;
  const none: Evolution['signals'] = { spikesHidden: { shape: [0, 3], data: new Int16Array() } };
  it.each<[string, Raster, Partial<Evolution>, (readonly unknown[])[]]>([
    ['another chip', input, { chipId: 'syns61201' }, [[['chipId'], 'syns61201', 'toy']]],
    ['no timesteps', Raster.zeros(0, 2), { steps: 0, signals: none }, [[['steps'], 0, '1 and up']]],
    ['an input of other length', Raster.zeros(5, 2), {}, [[['input'], 5, 4]]],
    ['an input of other width', Raster.zeros(4, 3), {}, [[['input'], 3, 2]]],
    ['no hidden spikes', input, { signals: { spikesOut } }, [[['signals', 'spikesHidden'], 'none', 'spikesHidden']]],
    [
      'other hidden neurons',
      input,
      { signals: { spikesHidden: signal([0], [0], [0], [0]) } },
      [[['signals', 'spikesHidden'], 1, 3]],
    ],
    [
      'other outputs',
      input,
      { signals: { spikesHidden, spikesOut: signal([0], [0], [0], [0]) } },
      [[['signals', 'spikesOut'], 1, 2]],
    ],
    [
      'a signal that is too short',
      input,
      { signals: { spikesHidden: signal([0, 0, 0]) } },
      [[['signals', 'spikesHidden'], 1, 4]],
    ],
    [
      'some neurons only',
      input,
      { signals: { spikesHidden: signal([0], [0], [0], [0]) }, neurons: { spikesHidden: [2] } },
      [[['neurons', 'spikesHidden'], 1, 'all']],
    ],
    [
      'all at once',
      Raster.zeros(1, 1),
      { chipId: 'other', signals: {} },
      [
        [['chipId'], 'other', 'toy'],
        [['input'], 1, 4],
        [['input'], 1, 2],
        [['signals', 'spikesHidden'], 'none', 'spikesHidden'],
      ],
    ],
  ])('refuses %s', (_, raster, changes, expected) => {
    const issues = expected.map(([at, measured, limit]) =>
      expect.objectContaining({
        code: 'ACTIVITY_MISMATCH',
        severity: 'error',
        at,
        measured,
        limit,
        hint: expect.any(String),
      }),
    );
    expect(() => recordedActivity(spec, raster, evolution(changes))).toThrow(
      expect.objectContaining({ code: 'ACTIVITY_INVALID', who: 'toy', issues }),
    );
  });
});

it('meanActivity is that of channels and neurons', () => {
  expect(meanActivity(recordedActivity(spec, input, evolution()))).toEqual({
    origin: 'recorded',
    steps: 4,
    input: 0.375,
    hidden: expect.closeTo(1.25 / 3, 12),
    output: 0.125,
  });
  expect(meanActivity({ ...assumedActivity(spec), hidden: new Float64Array() })).toMatchObject({
    hidden: 0,
    output: null,
  });
});
