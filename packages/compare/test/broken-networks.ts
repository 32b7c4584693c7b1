import { type ChainTree, type LifTree, type LinearTree, Raster } from '@xylopipe/core';
import type { Approximation } from '../src/ladder/explanation.js';

/** A network made to fail on a chip for one reason alone. */
export interface BrokenNetwork {
  /** Why it fails. */
  readonly cause: Approximation;
  /** What makes it fail. */
  readonly because: string;
  readonly tree: ChainTree;
  readonly raster: Raster;
  readonly method: 'global' | 'channel';
  /** What is scaled besides. */
  readonly scales?: { readonly thresholdScale?: number; readonly clipPercentile?: number };
}

const DT = 0.001;
const STEPS = 120;

/** Neurons whose decay a chip has exactly. */
const exactly = (n: number, dash: number, threshold: number | number[], fields: Partial<LifTree> = {}): LifTree => ({
  type: 'LIF',
  shape: [n, n],
  leak_mode: 'bitshifts',
  dash_mem: dash,
  dash_syn: dash,
  threshold,
  bias: 0,
  has_rec: false,
  dt: DT,
  ...fields,
});

/** Neurons that decay exponentially. */
const exponential = (n: number, tau: number, threshold: number | number[]): LifTree => ({
  type: 'LIF',
  shape: [n, n],
  tau_mem: tau,
  tau_syn: tau,
  threshold,
  bias: 0,
  has_rec: false,
  dt: DT,
});

const linear = (weight: readonly (readonly number[])[]): LinearTree => ({
  type: 'Linear',
  shape: [weight.length, weight[0]?.length ?? 0],
  weight,
});

const sequential = (...children: ChainTree['children']): ChainTree => ({ type: 'Sequential', children });

/** An output that spikes once for every spike of one neuron, or every few, as a chip does. */
const relay = (n = 1): readonly [LinearTree, LifTree] => [
  linear(Array.from({ length: n }, () => [1])),
  exactly(1, 1, 0.45, { max_spikes_per_dt: 1 }),
];

/** `count` spikes on each of `channels` channels, every `every` timesteps. */
const regular = (channels: number, count: number, every = 1): Raster =>
  Raster.fromNested(
    Array.from({ length: STEPS }, (_, t) => new Array<number>(channels).fill(t % every === 0 ? count : 0)),
  );

/** The same, with one channel that is silent. */
const onAllBut = (silent: 'first' | 'last', channels: number, count: number, every?: number): Raster =>
  Raster.fromNested(
    regular(channels - 1, count, every)
      .toNested()
      .map((others) => (silent === 'first' ? [0, ...others] : [...others, 0])),
  );

/** For each approximation, in the order of the ladder, a network that suffers from it and hardly from any other. */
export const BROKEN_NETWORKS: readonly BrokenNetwork[] = [
  {
    cause: 'delay',
    because: 'inhibition must arrive with the excitation of a skip path, and comes one timestep after it',
    tree: sequential(
      linear([[1, 0]]),
      exactly(2, 1, 0.45, { max_spikes_per_dt: 1 }),
      {
        type: 'Residual',
        children: [
          linear([
            [0, 1],
            [0, 0],
          ]),
          exactly(2, 1, 0.45, { max_spikes_per_dt: 1 }),
        ],
      },
      linear([[1], [-1]]),
      exactly(1, 1, 0.45, { max_spikes_per_dt: 1 }),
    ),
    raster: regular(1, 1, 10),
    method: 'global',
  },
  {
    cause: 'spikeCap',
    because: 'neurons spike more than 31 times per timestep',
    tree: sequential(linear([[1]]), exactly(1, 1, 16 / 127), linear([[1]]), exactly(1, 1, 20)),
    raster: regular(1, 15),
    method: 'global',
  },
  {
    cause: 'dashRounding',
    because: 'time constants of two timesteps keep 0.61 per timestep, and a shift by 1 keeps 0.5',
    tree: sequential(linear([[1]]), exponential(1, 2 * DT, 0.6), ...relay()),
    raster: regular(1, 1, 10),
    method: 'global',
  },
  {
    cause: 'dashRounding',
    because: 'time constants of 45 timesteps become 32, and membranes stay below their thresholds',
    tree: sequential(
      linear([[1, 1, 1, 1]]),
      exponential(
        4,
        45 * DT,
        [12, 12.5, 13, 13.5].map((level) => 15 * level),
      ),
      ...relay(4),
    ),
    raster: regular(1, 15, STEPS),
    method: 'global',
  },
  {
    cause: 'scaling',
    because: 'thresholds are twice what they were, and no input reaches them',
    tree: sequential(linear([[1]]), exactly(1, 1, 0.45, { max_spikes_per_dt: 1 }), ...relay()),
    raster: regular(1, 1, 10),
    method: 'global',
    scales: { thresholdScale: 2 },
  },
  {
    cause: 'scaling',
    because: 'the one weight that matters is clipped to those that do not',
    tree: sequential(linear([[1], [1], [1], [1], [4]]), exactly(1, 1, 1.8, { max_spikes_per_dt: 1 }), ...relay()),
    raster: Raster.fromNested(Array.from({ length: STEPS }, (_, t) => [0, 0, 0, 0, t % 10 === 0 ? 1 : 0])),
    method: 'global',
    scales: { clipPercentile: 80 },
  },
  {
    cause: 'weightRounding',
    because: 'fifteen weights that matter are less than half of a 127th of one that does not',
    tree: sequential(linear([[1], ...Array.from({ length: 15 }, () => [0.0035])]), exactly(1, 1, 0.3), ...relay()),
    raster: onAllBut('first', 16, 15, 5),
    method: 'global',
  },
  {
    cause: 'truncation',
    because: 'a current of 1 leaks by 1 per timestep, however long its time constant',
    tree: sequential(linear([[1], [1 / 127]]), exactly(1, 5, 2), ...relay()),
    raster: onAllBut('first', 2, 1),
    method: 'global',
  },
  {
    cause: 'saturation',
    because: 'a scale of its own takes a threshold near the end of 16 bits, and the current that it needs beyond it',
    tree: sequential(
      linear([
        [1, 0],
        [1, 0],
        [1, 0],
        [1, 0],
        [0, 16],
      ]),
      exactly(2, 5, [236, 16]),
      ...relay(2),
    ),
    raster: onAllBut('last', 5, 15),
    method: 'channel',
  },
];
