import { Raster } from '@xylopipe/core';
import type { ReportModel } from '../src/index.js';
import { layer, run } from './plain-model.js';
import { comparisonOf } from './runs.js';

/** Timesteps of the runs. */
export const STEPS = 60;

/** Hardware ids of the two hidden layers. */
const FIRST = Array.from({ length: 12 }, (_, n) => n);
const SECOND = Array.from({ length: 20 }, (_, n) => 100 + n);

/** Spikes of a neuron in a timestep: few, and different for every neuron. */
const spikesAt = (t: number, n: number): number => ((t * 7 + n * 13) % 23 === 0 ? 1 + (n % 3) : 0);

const rows = (count: number, value: (t: number, n: number) => number): readonly (readonly number[])[] =>
  Array.from({ length: STEPS }, (_, t) => Array.from({ length: count }, (_, n) => value(t, n)));

/** The run that is shown: `2.lif` is a step behind. Two of its states are no number. */
export const simulator = run('simulator', STEPS, [
  layer(
    '1.lif',
    'hidden',
    FIRST,
    { spikes: rows(12, spikesAt), vmem: rows(12, (t, n) => t * 10 + n) },
    { threshold: 400 },
  ),
  layer(
    '2.lif',
    'hidden',
    SECOND,
    {
      spikes: rows(20, (t, n) => spikesAt(t - 1, n)),
      vmem: rows(20, (t, n) => (n === 3 && (t === 8 || t === 9) ? Number.NaN : t - n)),
    },
    { delay: 1, threshold: 50 },
  ),
  layer('3.lif', 'output', [0, 1], {}, { delay: 2 }),
]);

/** Where the runs part. */
export const FIRST_DIVERGENCE = {
  step: firstSpike(4),
  stepB: firstSpike(4),
  layer: '1.lif',
  role: 'hidden',
  neuron: 4,
  id: 4,
  signal: 'spikes',
  a: 2,
  b: 0,
  cause: 'weightRounding',
} as const;

function firstSpike(neuron: number): number {
  return Array.from({ length: STEPS }, (_, t) => t).findIndex((t) => spikesAt(t, neuron) > 0);
}

/** The run laid over it: it lacks the first spike of `1.lif[4]`, and has one more. */
const float = run('float', STEPS, [
  layer('1.lif', 'hidden', FIRST, {
    spikes: rows(12, (t, n) => (t === FIRST_DIVERGENCE.step && n === 4 ? 0 : t === 30 && n === 0 ? 1 : spikesAt(t, n))),
  }),
  layer('2.lif', 'hidden', SECOND, { spikes: rows(20, spikesAt) }),
]);

/** A model with something in every part that moves. */
export const shown: ReportModel = {
  title: 'A run <b>of</b> "two" & more',
  chipId: 'syns61201',
  input: Raster.fromNested(rows(3, (t, n) => ((t + n) % 5 === 0 ? 4 : 0))),
  runs: [{ ...simulator, dt: 0.01 }, float],
  comparisons: [comparisonOf({ first: FIRST_DIVERGENCE })],
  issues: [
    { code: 'WEIGHTS_CLIPPED', severity: 'warning', at: ['weightsIn', 3], message: '3 weights <i>', hint: 'do less' },
    { code: 'VMEM_SATURATED', severity: 'warning', at: ['vmemSaturated', 107], message: 'hidden neuron 107 was cut' },
  ],
  neuronTables: [
    {
      title: 'Telemetry',
      ids: SECOND,
      layers: SECOND.map(() => '2.lif'),
      columns: [
        { name: 'spikes', unit: 'events', description: 'all', values: SECOND.map((id) => (id === 107 ? 99 : id % 7)) },
      ],
    },
  ],
  recipe: [['method', 'channel']],
};
