import { type DeviceConfig, specSizes } from '@xylopipe/core';
import { MAX_SPIKES } from '@xylopipe/core/session';

/** Neurons of a tile of the kernel. */
export const TILE = 64;

/** Neurons that the kernel evolves at once. */
const LANES = 8;

/** Signals that can be recorded, and the words that say how: see kernel/record.ts. */
export const TAPS = 7;
export const TAP_WORDS = 4;

/** Words of an entry of the kernel's lists: see kernel/events.ts. */
const WORDS_PER_ENTRY = 2;

/** Bytes for the input and the recording of one window of timesteps: fits into the cache of a core beside the network. */
const WINDOW_BYTES = 2 ** 18;

/** Numbers of a network as the kernel counts. */
export type KernelSizes = ReturnType<typeof kernelSizes>;

/** Reads the sizes off a configuration; neurons are padded to whole tiles, and outputs to whole vectors. */
export function kernelSizes(config: DeviceConfig) {
  const { inputs, hidden, outputs, outputExpansion } = specSizes(config);
  const tiles = Math.ceil(hidden / TILE);
  const outputBlocks = Math.ceil(outputs / LANES);
  return {
    inputs,
    hidden,
    outputs,
    outputExpansion,
    synapses: config.synapse2Enable ? 2 : 1,
    sources: inputs + hidden,
    tiles,
    width: tiles * TILE,
    outputBlocks,
    widthOut: outputBlocks * LANES,
    aliases: config.aliasEnable ? config.aliases.reduce((n, targets) => n + targets.length, 0) : 0,
  };
}

/**
 * Entries of the kernel's lists that the most spikes of one source can take: more than one where they are more than can
 * be multiplied at once.
 */
export const entriesPerSource = ({ weightShiftIn, weightShiftRec, weightShiftOut }: DeviceConfig) => ({
  input: entriesFor(MAX_SPIKES.input, weightShiftIn),
  recurrent: entriesFor(MAX_SPIKES.hidden, weightShiftRec),
  output: entriesFor(MAX_SPIKES.hidden, weightShiftOut),
});

const entriesFor = (spikes: number, shift: number): number => Math.ceil(spikes / Math.max(256 >> shift, 1));

/**
 * Types and lengths of all arrays in the kernel's memory, by the names that kernel/network.ts has for them; `weights`,
 * `outputWeights` and `window` it finds through others.
 */
export function kernelArrays(config: DeviceConfig, sizes: KernelSizes, telemetry: boolean) {
  const { inputs, hidden, outputExpansion, synapses, sources, tiles, width, widthOut, aliases } = sizes;
  const perSource = entriesPerSource(config);
  const entries = WORDS_PER_ENTRY * (inputs * perSource.input + hidden * perSource.recurrent);
  const watched = (length: number): number => (telemetry ? length : 0);
  return {
    isyn: [Int16Array, synapses * width],
    vmem: [Int16Array, width],
    spikes: [Int16Array, width],
    isynOut: [Int16Array, widthOut],
    vmemOut: [Int16Array, widthOut],
    spikesOut: [Int16Array, widthOut],
    firedBits: [BigUint64Array, tiles],
    cutBits: [BigUint64Array, tiles],
    resting: [Uint8Array, tiles],
    synHalf: [Int16Array, synapses * width],
    synFactor: [Int16Array, synapses * width],
    memHalf: [Int16Array, width],
    memFactor: [Int16Array, width],
    threshold: [Int16Array, width],
    bias: [Int16Array, width],
    synOutHalf: [Int16Array, widthOut],
    synOutFactor: [Int16Array, widthOut],
    memOutHalf: [Int16Array, widthOut],
    memOutFactor: [Int16Array, widthOut],
    thresholdOut: [Int16Array, widthOut],
    biasOut: [Int16Array, widthOut],
    ones: [Int16Array, LANES],
    rows: [Uint32Array, synapses * tiles * sources],
    // Room for all of them: what is never written takes no memory.
    weights: [Int8Array, synapses * tiles * sources * TILE],
    sourceSynapses: [Uint8Array, sources],
    outputRows: [Uint32Array, hidden],
    outputWeights: [Int8Array, outputExpansion * widthOut],
    aliasFirst: [Uint32Array, hidden + 1],
    aliasTargets: [Uint32Array, aliases],
    events: [Uint32Array, entries],
    events2: [Uint32Array, (synapses - 1) * entries],
    outputEvents: [Uint32Array, WORDS_PER_ENTRY * outputExpansion * perSource.output],
    taps: [Uint32Array, TAPS * TAP_WORDS],
    window: [Uint8Array, WINDOW_BYTES + bytesOfOneTimestep(sizes)],
    inputCut: [Float64Array, watched(inputs)],
    isynSaturated: [Uint32Array, watched(synapses * width)],
    vmemSaturated: [Uint32Array, watched(width)],
    spikesCut: [Uint32Array, watched(width)],
    fired: [Uint32Array, watched(width)],
    isynOutSaturated: [Uint32Array, watched(widthOut)],
    vmemOutSaturated: [Uint32Array, watched(widthOut)],
    firedOut: [Uint32Array, watched(widthOut)],
  } as const;
}

/** Input, hibernation, all signals, ids for a choice of neurons of each, and what alignment takes. */
const bytesOfOneTimestep = ({ inputs, width, widthOut }: KernelSizes): number =>
  inputs + 1 + (4 * width + 3 * widthOut) * (Int16Array.BYTES_PER_ELEMENT + Uint32Array.BYTES_PER_ELEMENT) + 1024;
