import { type AnySpec, type ChipLimits, type SpecSizes, signedRange, specSizes, unsignedRange } from '@xylopipe/core';

type Range = readonly [min: number, max: number];

/** What limits are about, of one network. */
export interface Measures extends SpecSizes {
  /** Most targets of a hidden neuron among hidden ones, and all such connections: of whichever synapse. */
  readonly fanOut: number;
  readonly connections: number;
  /** Most aliases of a hidden neuron. */
  readonly aliases: number;
  readonly values: Readonly<Record<'weight' | 'threshold' | 'bias' | 'dash' | 'shift', Range>>;
}

/** Measures a network by its recorded numbers alone. */
export function measuresOf(spec: AnySpec): Measures {
  const sizes = specSizes(spec);
  const fanOuts = fanOutsOf(spec, sizes);
  return {
    ...sizes,
    fanOut: Math.max(0, ...fanOuts),
    connections: fanOuts.reduce((a, b) => a + b, 0),
    aliases: Math.max(0, ...spec.aliases.map(({ length }) => length)),
    values: {
      weight: rangeOf(spec.weightsIn.data, spec.weightsRec.data, spec.weightsOut.data),
      threshold: rangeOf(spec.threshold, spec.thresholdOut),
      bias: rangeOf(spec.bias, spec.biasOut),
      dash: rangeOf(spec.dashMem, spec.dashSyn, spec.dashSyn2, spec.dashMemOut, spec.dashSynOut),
      shift: rangeOf([spec.weightShiftIn, spec.weightShiftRec, spec.weightShiftOut]),
    },
  };
}

/**
 * Which limits of a chip a network breaks, by the codes that refusals have, sorted. Not the packages say so, so that a chip
 * neither refuses what it can hold nor takes what it cannot.
 */
export function brokenLimits(network: Measures, limits: ChipLimits): readonly string[] {
  const { bits } = limits;
  const { weight, threshold, bias, dash, shift } = network.values;
  const broken: Readonly<Record<string, boolean>> = {
    LIMIT_ALIAS_TARGETS: network.aliases > limits.aliasTargets,
    LIMIT_BIAS: !limits.bias && !within(bias, [0, 0]),
    LIMIT_FAN_OUT: network.fanOut > limits.maxFanOut,
    LIMIT_HIDDEN_NEURONS: network.hidden > limits.hiddenNeurons,
    LIMIT_INPUT_CHANNELS: network.inputs > limits.inputChannels,
    LIMIT_INPUT_EXPANSION: isOver(network.inputExpansion, limits.inputExpansionNeurons, limits),
    LIMIT_OUTPUT_CHANNELS: network.outputs > limits.outputNeurons,
    LIMIT_OUTPUT_EXPANSION: isOver(network.outputExpansion, limits.outputExpansionNeurons, limits),
    LIMIT_RECURRENT_WORDS: network.connections > limits.recurrentWordsPerBank,
    LIMIT_SYNAPSES: network.synapses > limits.synapsesPerHidden,
    VALUE_RANGE:
      !within(weight, signedRange(bits.weight)) ||
      !within(threshold, signedRange(bits.threshold)) ||
      (limits.bias && !within(bias, signedRange(bits.bias))) ||
      !within(dash, unsignedRange(bits.dash)) ||
      !within(shift, unsignedRange(bits.weightShift)),
  };
  const codes = Object.keys(broken).filter((code) => broken[code]);
  return codes.length === 0 && lacksBuffers(network, limits) ? ['LIMIT_BUFFER_NEURONS'] : codes;
}

/** Where all hidden neurons can take input or drive outputs, too many of those are too many hidden neurons, said once. */
const isOver = (expansion: number, limit: number, { hiddenNeurons }: ChipLimits): boolean =>
  limit < hiddenNeurons && expansion > limit;

/** Chips of the first version want one unused neuron behind an even number of hidden ones, two behind an odd one. */
const lacksBuffers = ({ hidden }: Measures, { updateRule, hiddenNeurons }: ChipLimits): boolean =>
  updateRule === 'v1' && hidden + (hidden % 2 === 0 ? 1 : 2) > hiddenNeurons;

const within = ([min, max]: Range, [least, most]: Range): boolean => min >= least && max <= most;

/** Smallest and largest of all values and 0. */
function rangeOf(...arrays: readonly ArrayLike<number>[]): Range {
  let [min, max] = [0, 0];
  for (const values of arrays) {
    for (let i = 0; i < values.length; i++) {
      min = Math.min(min, values[i] as number);
      max = Math.max(max, values[i] as number);
    }
  }
  return [min, max];
}

function fanOutsOf({ weightsRec: { data } }: AnySpec, { hidden, synapses }: SpecSizes): readonly number[] {
  const fanOuts = new Array<number>(hidden).fill(0);
  for (let connection = 0; connection < hidden * hidden; connection++) {
    const weights = data.subarray(connection * synapses, (connection + 1) * synapses);
    if (weights.some((weight: number) => weight !== 0)) fanOuts[Math.floor(connection / hidden)]! += 1;
  }
  return fanOuts;
}
