import { type ChipLimits, deviceConfigFromSpec, integerSpec } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { createRegistry } from 'xylopipe';
import { brokenLimits, type Measures, measuresOf } from './broken-limits.js';

const limitsOf = (chipId: string): ChipLimits => createRegistry().get(chipId).limits;

const limits: ChipLimits = {
  ...limitsOf('syns61201'),
  inputChannels: 4,
  hiddenNeurons: 20,
  outputNeurons: 3,
  inputExpansionNeurons: 6,
  outputExpansionNeurons: 7,
  synapsesPerHidden: 1,
  maxFanOut: 5,
  recurrentWordsPerBank: 30,
  bits: { weight: 8, state: 16, threshold: 12, bias: 6, dash: 3, weightShift: 2 },
};

/** All that such a chip has. */
const most: Measures = {
  inputs: 4,
  inputExpansion: 6,
  hidden: 20,
  outputExpansion: 7,
  outputs: 3,
  synapses: 1,
  fanOut: 5,
  connections: 30,
  aliases: 1,
  values: { weight: [-128, 127], threshold: [-2048, 2047], bias: [-32, 31], dash: [0, 7], shift: [0, 3] },
};

describe('brokenLimits', () => {
  it('are none of a network that has all that the chip has', () => {
    expect(brokenLimits(most, limits)).toEqual([]);
  });

  it.each<[code: string, changes: Partial<Measures>]>([
    ['LIMIT_INPUT_CHANNELS', { inputs: 5 }],
    ['LIMIT_HIDDEN_NEURONS', { hidden: 21 }],
    ['LIMIT_OUTPUT_CHANNELS', { outputs: 4 }],
    ['LIMIT_INPUT_EXPANSION', { inputExpansion: 7 }],
    ['LIMIT_OUTPUT_EXPANSION', { outputExpansion: 8 }],
    ['LIMIT_SYNAPSES', { synapses: 2 }],
    ['LIMIT_FAN_OUT', { fanOut: 6 }],
    ['LIMIT_RECURRENT_WORDS', { connections: 31 }],
    ['LIMIT_ALIAS_TARGETS', { aliases: 2 }],
    ['VALUE_RANGE', { values: { ...most.values, weight: [-129, 0] } }],
    ['VALUE_RANGE', { values: { ...most.values, threshold: [0, 2048] } }],
    ['VALUE_RANGE', { values: { ...most.values, bias: [-33, 0] } }],
    ['VALUE_RANGE', { values: { ...most.values, dash: [0, 8] } }],
    ['VALUE_RANGE', { values: { ...most.values, shift: [0, 4] } }],
  ])('are %s for %j', (code, changes) => {
    expect(brokenLimits({ ...most, ...changes }, limits)).toEqual([code]);
  });

  it('are all at once, sorted', () => {
    expect(brokenLimits({ ...most, outputs: 4, inputs: 5, aliases: 2 }, limits)).toEqual([
      'LIMIT_ALIAS_TARGETS',
      'LIMIT_INPUT_CHANNELS',
      'LIMIT_OUTPUT_CHANNELS',
    ]);
  });

  it('are biases on a chip without, whatever their size', () => {
    expect(brokenLimits(most, { ...limits, bias: false })).toEqual(['LIMIT_BIAS']);
  });

  it('are not expansion neurons where all hidden ones can be such', () => {
    const roomy = { ...limits, inputExpansionNeurons: 20, outputExpansionNeurons: 20 };
    const wide = { ...most, hidden: 21, inputExpansion: 21, outputExpansion: 21 };
    expect(brokenLimits(wide, roomy)).toEqual(['LIMIT_HIDDEN_NEURONS']);
  });

  it.each([
    [998, []],
    [999, ['LIMIT_BUFFER_NEURONS']],
    [1000, ['LIMIT_BUFFER_NEURONS']],
    [1001, ['LIMIT_HIDDEN_NEURONS']],
  ])('of %i hidden neurons on the first chip are %j', (hidden, codes) => {
    const plain = { ...most, hidden, values: { ...most.values, bias: [0, 0] as const } };
    expect(brokenLimits(plain, limitsOf('syns61300'))).toEqual(codes);
  });
});

it('measures connections once, whichever synapse they have', () => {
  const spec = integerSpec({
    chipId: 'any',
    dt: 0.001,
    weightsIn: { shape: [1, 2, 2], data: Float64Array.of(0, 100, 0, 0) },
    weightsRec: { shape: [2, 2, 2], data: Float64Array.of(0, 5, -7, 9, 0, 0, 0, 0) },
    weightsOut: { shape: [1, 1], data: Float64Array.of(-128) },
    weightShiftIn: 1,
    weightShiftRec: 0,
    weightShiftOut: 2,
    dashMem: Float64Array.of(1, 2),
    dashSyn: Float64Array.of(1, 2),
    dashSyn2: Float64Array.of(9, 2),
    dashMemOut: Float64Array.of(1),
    dashSynOut: Float64Array.of(1),
    threshold: Float64Array.of(10, -3),
    thresholdOut: Float64Array.of(700),
    bias: Float64Array.of(0, 0),
    biasOut: Float64Array.of(-4),
    aliases: [[1, 0], [0]],
    layers: [],
  });
  expect(measuresOf(deviceConfigFromSpec(spec))).toEqual({
    inputs: 1,
    inputExpansion: 2,
    hidden: 2,
    outputExpansion: 1,
    outputs: 1,
    synapses: 2,
    fanOut: 2,
    connections: 2,
    aliases: 2,
    values: { weight: [-128, 100], threshold: [-3, 700], bias: [-4, 0], dash: [0, 9], shift: [0, 2] },
  });
});
