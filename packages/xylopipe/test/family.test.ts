import { type ChipLimits, type Issue, integerSpec, type NetworkGraph, outputOf, Raster, tensor } from '@xylopipe/core';
import { connectModules, LifNeurons, LinearWeights, toNetworkGraph } from '@xylopipe/graph';
import { describe, expect, it } from 'vitest';
import { createRegistry } from '../src/index.js';

/** What a test wants of a network; the rest is small and sound. */
interface Sketch {
  readonly inputs?: number;
  /** Sizes of the hidden layers, from input to output. */
  readonly hidden?: readonly number[];
  readonly outputs?: number;
  readonly synapses?: number;
  readonly bias?: number;
  /** In seconds. */
  readonly dt?: number;
  /** Of membranes, in timesteps. */
  readonly tauMem?: number;
  /** Which neurons of the largest hidden layer drive which. */
  readonly recurrent?: (source: number, target: number) => boolean;
}

/** A chain of layers in whole numbers, so that no quantizer is needed. Weights between hidden layers are 0: those take no memory. */
function network(
  { realTimeDt = 0.001 }: ChipLimits,
  {
    inputs = 2,
    hidden = [3],
    outputs = 1,
    synapses = 1,
    bias = 0,
    dt = realTimeDt,
    tauMem = 8,
    recurrent,
  }: Sketch = {},
): NetworkGraph {
  const linear = (nin: number, nout: number, weight: number): LinearWeights =>
    LinearWeights.withOwnNodes(nin, nout, { weights: tensor([nin, nout], new Float64Array(nin * nout).fill(weight)) });
  const lif = (n: number, perNeuron: number): LifNeurons =>
    LifNeurons.withOwnNodes(n * perNeuron, n, {
      tauMem: new Float64Array(n).fill(tauMem * dt),
      tauSyn: tensor([n, perNeuron], new Float64Array(n * perNeuron).fill(4 * dt)),
      threshold: new Float64Array(n).fill(4),
      bias: new Float64Array(n).fill(bias),
      dt,
    });
  const layers = hidden.map((n) => lif(n, synapses));
  const largest = layers[hidden.indexOf(Math.max(...hidden))] as LifNeurons;
  if (recurrent !== undefined) {
    const n = largest.outputNodes.length;
    const weights = tensor([n, n * synapses], new Float64Array(n * n * synapses));
    for (let source = 0; source < n; source++) {
      for (let target = 0; target < n; target++) {
        if (recurrent(source, target)) weights.data[(source * n + target) * synapses] = -1;
      }
    }
    new LinearWeights(largest.outputNodes, largest.inputNodes, { weights });
  }
  const stages = [...layers, lif(outputs, 1)];
  const nins = [inputs, ...hidden];
  const blocks = stages.map((layer, i) => {
    const outermost = i === 0 || i === hidden.length;
    return connectModules(linear(nins[i] as number, layer.inputNodes.length, outermost ? 2 : 0), layer);
  });
  return toNetworkGraph(blocks.reduce((chain, block) => connectModules(chain, block)));
}

const codes = (issues: readonly Issue[]) => issues.map(({ code, severity }) => `${severity} ${code}`);

describe.each(
  createRegistry()
    .list()
    .map(({ chipId }) => chipId),
)('%s', (chipId) => {
  const device = createRegistry().get(chipId);
  const { limits } = device;
  const map = (sketch?: Sketch) => device.mapper.map(network(limits, sketch));
  const configure = (sketch?: Sketch) => device.configurator.configure(integerSpec(map(sketch).value));

  it('resolves every part', () => {
    const { mapper, configurator, validator, simulator } = device;
    expect([mapper, configurator, validator, simulator].every((part) => typeof part === 'object')).toBe(true);
    expect(validator.validate(configure().value)).toEqual([]);
  });

  it('brings a network from its graph to spikes, and records what it says that it can', async () => {
    const sketch = { synapses: limits.synapsesPerHidden, bias: limits.bias ? 1 : 0, recurrent: (s: number) => s === 0 };
    expect(map(sketch).issues).toEqual([]);
    const session = await device.simulator.deploy(configure(sketch).value);
    const evolution = await session.evolve(
      Raster.fromNested([
        [4, 4],
        [0, 0],
        [3, 0],
        [0, 0],
      ]),
      { record: true },
    );
    await session.close();
    expect(Object.keys(evolution.signals).toSorted()).toEqual(device.capabilities.record.toSorted());
    expect([evolution.steps, outputOf(evolution).shape]).toEqual([4, [4, 1]]);
    expect(outputOf(evolution).data.some((count) => count > 0)).toBe(true);
    expect(evolution.hibernation === null).toBe(!limits.hibernation);
  });

  it('gives hidden ids from 0 and output ids from behind the hidden neurons of the chip', () => {
    const { layers } = map({ hidden: [3, 5, 4] }).value;
    expect(layers.map(({ firstId, count }) => [firstId, count])).toEqual([
      [0, 3],
      [3, 5],
      [8, 4],
      [limits.hiddenNeurons, 1],
    ]);
  });

  it('has columns for the first hidden neurons that take input, and rows for the last that drive outputs', () => {
    const { weightsIn, weightsRec, weightsOut } = map({ hidden: [3, 5, 4], outputs: 2 }).value;
    const [columns, rows] = limits.inputExpansionNeurons < limits.hiddenNeurons ? [3, 4] : [12, 12];
    expect([weightsIn.shape, weightsRec.shape, weightsOut.shape]).toEqual([
      [2, columns, 1],
      [12, 12, 1],
      [rows, 2],
    ]);
    expect(weightsOut.data.subarray(-8)).toEqual(new Float64Array(8).fill(2));
  });

  it('takes a single hidden layer that gets all input and drives all outputs', () => {
    const most = Math.min(limits.inputExpansionNeurons, limits.outputExpansionNeurons);
    const { weightsIn, weightsOut } = map({ hidden: [most] }).value;
    expect([weightsIn.shape, weightsOut.shape]).toEqual([
      [2, most, 1],
      [most, 1],
    ]);
    expect(configure({ hidden: [most] }).issues).toEqual([]);
  });

  const narrow = limits.inputExpansionNeurons < limits.hiddenNeurons;
  const { hiddenNeurons, recurrentWordsPerBank: words } = limits;
  const between = hiddenNeurons - 2;
  const full = { hidden: [1, between, 1] };
  const atLimits: readonly (readonly [code: string, fits: Sketch, tooLarge: Sketch])[] = [
    ['LIMIT_INPUT_CHANNELS', { inputs: limits.inputChannels }, { inputs: limits.inputChannels + 1 }],
    [
      'LIMIT_RECURRENT_WORDS',
      { ...full, recurrent: (source, target) => target * between + source < words },
      { ...full, recurrent: (source, target) => target * between + source <= words },
    ],
    ...(narrow
      ? ([
          [
            'LIMIT_INPUT_EXPANSION',
            { hidden: [limits.inputExpansionNeurons, 1] },
            { hidden: [limits.inputExpansionNeurons + 1, 1] },
          ],
          [
            'LIMIT_OUTPUT_EXPANSION',
            { hidden: [1, limits.outputExpansionNeurons] },
            { hidden: [1, limits.outputExpansionNeurons + 1] },
          ],
        ] as const)
      : []),
    ...(limits.maxFanOut < hiddenNeurons
      ? ([
          [
            'LIMIT_FAN_OUT',
            { ...full, recurrent: (source: number, target: number) => source === 0 && target < limits.maxFanOut },
            { ...full, recurrent: (source: number, target: number) => source === 0 && target <= limits.maxFanOut },
          ],
        ] as const)
      : []),
  ];

  it.each(atLimits)(
    '%s: a warning when mapped and an error when configured, beyond the limit only',
    (code, fits, tooLarge) => {
      expect(configure(fits).issues).toEqual([]);
      const { value, issues } = map(tooLarge);
      expect(codes(issues)).toEqual([`warning ${code}`]);
      expect(issues[0]).toMatchObject({ measured: (issues[0]?.limit as number) + 1, hint: expect.any(String) });
      expect(() => device.configurator.configure(integerSpec(value))).toThrow(new RegExp(`error ${code}`));
    },
  );

  it('maps as many hidden and output neurons as it has, and refuses one more', () => {
    expect(map(full).issues).toEqual([]);
    expect(() => map({ hidden: [1, between, 2] })).toThrow(
      new RegExp(`MAP_OUT_OF_HIDDEN_NEURONS.*limit ${hiddenNeurons}`),
    );
    expect(configure({ outputs: limits.outputNeurons }).issues).toEqual([]);
    expect(() => map({ outputs: limits.outputNeurons + 1 })).toThrow(
      new RegExp(`MAP_OUT_OF_OUTPUT_NEURONS.*limit ${limits.outputNeurons}`),
    );
  });

  it('refuses more synapses than it has, saying what to do', () => {
    const code = limits.synapsesPerHidden === 1 ? 'DRC_MAX_SYNAPSES_PER_NEURON' : 'MAP_TOO_MANY_SYNAPSES';
    expect(configure({ synapses: limits.synapsesPerHidden }).issues).toEqual([]);
    expect(() => map({ synapses: limits.synapsesPerHidden + 1 })).toThrow(
      new RegExp(`error ${code}.*limit ${limits.synapsesPerHidden}`),
    );
  });

  it('refuses more alias targets than it has', () => {
    const spec = integerSpec(map({ hidden: [4] }).value);
    const aliased = (...targets: number[]) => ({ ...spec, aliases: [targets, [], [], []] });
    expect(device.configurator.configure(aliased(1)).issues).toEqual([]);
    expect(() => device.configurator.configure(aliased(1, 2))).toThrow(/error LIMIT_ALIAS_TARGETS.*limit 1/);
  });

  it('refuses time constants that are not longer than a timestep', () => {
    expect(() => map({ tauMem: 1 })).toThrow(/error MAP_TAU_NOT_ABOVE_DT/);
  });

  it('takes any timestep, with a warning where real time has one of its own', () => {
    const expected = limits.realTimeDt === undefined ? [] : ['warning LIMIT_REAL_TIME_DT'];
    expect(codes(map({ dt: 0.0125 }).issues)).toEqual(expected);
    expect(codes(configure({ dt: 0.0125 }).issues)).toEqual(expected);
  });

  it('has biases, or says that it has none', () => {
    if (limits.bias) return expect(configure({ bias: 1 }).issues).toEqual([]);
    const { value, issues } = map({ bias: 1 });
    expect(issues.map(({ code, severity, at }) => [code, severity, at[0]])).toEqual([
      ['LIMIT_BIAS', 'warning', 'bias'],
      ['LIMIT_BIAS', 'warning', 'biasOut'],
    ]);
    expect(issues.every(({ hint }) => hint?.includes('without biases'))).toBe(true);
    expect(() => device.configurator.configure(integerSpec(value))).toThrow(/error LIMIT_BIAS/);
  });

  it.each([
    ['dashMem', 15, 16],
    ['dashSynOut', 15, 16],
    ['threshold', 32767, 32768],
    ['thresholdOut', -32768, -32769],
  ] as const)('holds %s of %d and refuses %d', (field, held, refused) => {
    const spec = integerSpec(map().value);
    const withFirst = (value: number) => ({
      ...spec,
      [field]: Int32Array.from(spec[field], (x, i) => (i === 0 ? value : x)),
    });
    expect(device.configurator.configure(withFirst(held)).issues).toEqual([]);
    expect(() => device.configurator.configure(withFirst(refused))).toThrow(/error VALUE_RANGE/);
  });
});
