import { type DeviceConfig, Raster, type SignalName, type StateSnapshot, type UpdateRule } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { expectSameOnBothCores } from '../../test/both-cores.js';
import { configOf } from '../../test/sketch.js';

/** One place where code that works on many neurons at once goes wrong, and what the chip does there. */
interface Corner {
  readonly what: string;
  readonly config: DeviceConfig;
  readonly input: readonly (readonly number[])[];
  readonly updateRule?: UpdateRule;
  readonly state?: Partial<StateSnapshot>;
  readonly signal: SignalName;
  readonly rows: readonly (readonly number[])[];
}

/** `n` inputs, each to the hidden neuron of its number. */
const oneToOne = (n: number, weight: number): number[][] =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? weight : 0)));

const lasting = { dashSyn: 15, dashSyn2: 15, dashMem: 0 };

const corners: readonly Corner[] = [
  {
    what: 'an alias within a block starts from the spikes it gets and passes them on, backwards it only adds',
    config: configOf({
      weightsIn: [[80, 0, 0, 0, 40]],
      dashSyn: 1,
      dashMem: 15,
      threshold: 20,
      aliases: [[1], [2, 0], [], [], [3]],
    }),
    input: [[1]],
    signal: 'spikesHidden',
    rows: [[4, 2, 2, 1, 1]],
  },
  {
    what: 'aliases into later and earlier tiles, at rest before, and into the neuron itself',
    config: configOf({
      weightsIn: [Array.from({ length: 130 }, (_, id) => (id === 70 ? 100 : 0))],
      threshold: 50,
      aliases: Array.from({ length: 130 }, (_, id) => (id === 70 ? [129, 3, 70] : id === 129 ? [64] : [])),
    }),
    input: [[0], [1], [0]],
    signal: 'spikesHidden',
    rows: [0, 1, 2].map((step) =>
      Array.from({ length: 130 }, (_, id) => (step !== 1 ? 0 : ({ 3: 1, 64: 1, 70: 2, 129: 1 }[id] ?? 0))),
    ),
  },
  {
    what: 'spikes by aliases are cut at 31, before and after the update',
    config: configOf({ weightsIn: [[127, 127, 127]], weightShiftIn: 7, threshold: 1, aliases: [[1], [0], [0]] }),
    input: [[1], [0]],
    signal: 'spikesHidden',
    rows: [
      [31, 31, 31],
      [31, 31, 31],
    ],
  },
  {
    what: 'dash 0 of a synapse forgets all, of both signs, and never reaches the membrane',
    config: configOf({ weightsIn: [[100, -100]], dashSyn: 0, dashMem: 15 }),
    input: [[1], [0]],
    signal: 'isyn',
    rows: [
      [0, 0],
      [0, 0],
    ],
  },
  {
    what: 'dash 0 of a membrane keeps the current alone',
    config: configOf({ weightsIn: [[90, -90]], dashSyn: 1, dashMem: 0 }),
    input: [[1], [0]],
    signal: 'vmem',
    rows: [
      [45, -45],
      [23, -22],
    ],
  },
  {
    what: 'a membrane at -32768 with dash 0: the negated leak wraps under v2',
    config: configOf({ weightsIn: [[0, 0]], dashMem: [0, 0] }),
    input: [[0], [0]],
    state: { vmem: Int16Array.of(-32768, -32767) },
    signal: 'vmem',
    rows: [
      [-32768, 0],
      [-32768, 0],
    ],
  },
  {
    what: 'a membrane at -32768 with dash 0: it is simply gone under v1',
    config: configOf({ weightsIn: [[0, 0]], dashMem: [0, 0] }),
    input: [[0]],
    updateRule: 'v1',
    state: { vmem: Int16Array.of(-32768, -32767) },
    signal: 'vmem',
    rows: [[0, 0]],
  },
  {
    what: 'a threshold of 0 fires 31 times while the membrane is not below it',
    config: configOf({ weightsIn: [[0, 0, 0]], threshold: 0 }),
    input: [[0]],
    state: { vmem: Int16Array.of(0, 5, -5) },
    signal: 'spikesHidden',
    rows: [[31, 31, 0]],
  },
  {
    what: 'a threshold below 0 lifts the membrane, which wraps',
    config: configOf({ weightsIn: [[0, 0]], threshold: [-1000, -32768], dashMem: 15 }),
    input: [[0]],
    state: { vmem: Int16Array.of(30000, 100) },
    signal: 'vmem',
    rows: [[29999 + 3000 - 65536, 99 + 32768 - 65536]],
  },
  {
    what: 'an output with a threshold below 0 spikes once, and wraps too',
    config: configOf({ weightsIn: [[0]], weightsOut: [[0, 0]], thresholdOut: [-1000, 0], dashMemOut: 15 }),
    input: [[0]],
    state: { vmemOut: Int16Array.of(32000, -1) },
    signal: 'vmemOut',
    rows: [[32999 - 65536, 0]],
  },
  {
    what: 'spikes times weight beyond 16 bits is saturated, not wrapped',
    config: configOf({ weightsIn: [[127, -128]], weightShiftIn: 6, ...lasting, threshold: 32767 }),
    input: [[15]],
    signal: 'isyn',
    rows: [[32766, -32767]],
  },
  {
    what: 'a weight that its shift takes beyond 16 bits wraps, each spike of it',
    config: configOf({ weightsIn: [[3, 1, 127]], weightShiftIn: 15, ...lasting, threshold: 32767 }),
    input: [[2]],
    signal: 'isyn',
    rows: [[-32767, -32767, -32767]],
  },
  {
    what: 'sources saturate one after the other, inputs before hidden neurons, in order of their ids',
    config: configOf({
      weightsIn: [[100], [-100], [100]],
      weightShiftIn: 8,
      weightsRec: [[-50]],
      weightShiftRec: 8,
      ...lasting,
      threshold: 32767,
    }),
    input: [[2, 1, 2]],
    state: { spikesHidden: Uint8Array.of(1) },
    signal: 'isyn',
    rows: [[32767 - 12800 - 1]],
  },
  {
    what: 'recurrent weights reach both synapses of a neuron',
    config: configOf({
      weightsIn: [
        [
          [0, 0],
          [0, 0],
        ],
      ],
      weightsRec: [
        [
          [0, 0],
          [10, -20],
        ],
        [
          [0, 0],
          [0, 0],
        ],
      ],
      ...lasting,
      threshold: 32767,
    }),
    input: [[0]],
    state: { spikesHidden: Uint8Array.of(3, 0) },
    signal: 'isyn2',
    rows: [[0, -59]],
  },
  {
    what: 'the sum of both synapses is wide: it saturates together with the leak, not before',
    config: configOf({
      weightsIn: [
        [
          [0, 0],
          [0, 0],
        ],
      ],
      ...lasting,
      dashMem: 1,
      threshold: 32767,
    }),
    input: [[0]],
    state: { isyn: Int16Array.of(32767, -32768, -20000, 20000), vmem: Int16Array.of(-20000, 20000) },
    signal: 'vmem',
    rows: [[2767, -2768]],
  },
  {
    what: 'synapses that cancel leave the membrane alone, however large',
    config: configOf({ weightsIn: [[[0, 0]]], ...lasting, dashMem: 1, threshold: 32767 }),
    input: [[0]],
    state: { isyn: Int16Array.of(32767, -32767), vmem: Int16Array.of(-30000) },
    signal: 'vmem',
    rows: [[-15000]],
  },
  {
    what: 'a positive state loses at least 1, a negative one too',
    config: configOf({ weightsIn: [[0, 0, 0]], dashSyn: 15, dashMem: 0 }),
    input: [[0]],
    state: { isyn: Int16Array.of(3, -3, 1) },
    signal: 'isyn',
    rows: [[2, -2, 0]],
  },
];

describe('both cores', () => {
  it.each(corners)('$what', ({ config, input, updateRule = 'v2', state, signal, rows }) => {
    const raster = Raster.fromNested(input);
    const { recording } = expectSameOnBothCores({
      config,
      updateRule,
      input: raster,
      state: state && whole(config, state),
    });
    expect([...(recording.signals[signal]?.rows ?? [])]).toEqual(rows.flat());
  });

  it.each([1, 7, 8, 9, 63, 64, 65, 127, 128, 129])('%i neurons, each with a spike of its own', (n) => {
    const config = configOf({
      weightsIn: oneToOne(n, 127),
      weightsOut: oneToOne(n, 127),
      threshold: 60,
      thresholdOut: 60,
    });
    const input = Raster.fromNested([new Array(n).fill(1), ...Array.from({ length: 3 }, () => new Array(n).fill(0))]);
    const { recording } = expectSameOnBothCores({ config, updateRule: 'v2', input, cuts: [1, 2] });
    const spikes = recording.signals.spikesOut?.rows ?? [];
    expect([...spikes.slice(n, 2 * n)]).toEqual(new Array(n).fill(1));
  });

  it('a second synapse that decays away keeps the chip awake, for that timestep', () => {
    const config = configOf({ weightsIn: [[[0, 0]]] });
    const state = whole(config, { isyn: Int16Array.of(0, 1) });
    const { recording } = expectSameOnBothCores({ config, updateRule: 'v2', input: Raster.zeros(3, 1), state });
    expect([...(recording.hibernation ?? [])]).toEqual([0, 1, 1]);
  });

  it('a network that came to rest is woken by input, by a bias never', () => {
    const weightsIn = [Array.from({ length: 200 }, (_, id) => (id === 150 ? 127 : 0))];
    const bias = Array.from({ length: 200 }, (_, id) => (id === 3 ? 1 : 0));
    const config = configOf({ weightsIn, threshold: 30, bias, dashMem: 4 });
    const input = Raster.zeros(400, 1);
    input.counts[350] = 1;
    const { recording } = expectSameOnBothCores({ config, updateRule: 'v2', input, cuts: [300] });
    expect(recording.hibernation?.slice(345, 353)).toEqual(Uint8Array.of(1, 1, 1, 1, 1, 0, 0, 0));
    expect(recording.signals.spikesHidden?.rows[350 * 200 + 150]).toBeGreaterThan(0);
  });
});

function whole(config: DeviceConfig, state: Partial<StateSnapshot>): StateSnapshot {
  const hidden = config.threshold.length;
  return {
    vmem: new Int16Array(hidden),
    isyn: new Int16Array(config.synapse2Enable ? 2 * hidden : hidden),
    spikesHidden: new Uint8Array(hidden),
    vmemOut: new Int16Array(config.thresholdOut.length),
    isynOut: new Int16Array(config.thresholdOut.length),
    ...state,
  };
}
