import { type DeviceConfig, specSizes } from '@xylopipe/core';
import type { CoreOptions } from '../core.js';
import { MAX_SPIKES } from '../max-spikes.js';
import { allocate } from './allocate.js';
import { instantiateKernel, type Kernel, type KernelArray, type KernelGlobal } from './kernel.js';

/** Neurons of a tile of the kernel. */
export const TILE = 64;

/** Output neurons that the kernel evolves at once. */
const LANES = 8;

/** Words of an entry of the kernel's lists, see kernel/events.ts. */
const WORDS_PER_ENTRY = 2;

/** Signals that can be recorded, and the words that say how: see kernel/record.ts. */
export const TAPS = 7;
export const TAP_WORDS = 4;

/** Bytes for the input and the recording of one window of timesteps: fits into the cache of a core beside the network. */
const WINDOW_BYTES = 2 ** 18;

/** A network in the memory of a kernel, at rest. */
export type LoadedNetwork = ReturnType<typeof loadNetwork>;

/** Lays a configuration out for the kernel. Throws what WebAssembly throws where it or that much memory is not to be had. */
export function loadNetwork(config: DeviceConfig, { updateRule, telemetry }: CoreOptions) {
  const { inputs, hidden, outputs, outputExpansion } = specSizes(config);
  const synapses = config.synapse2Enable ? 2 : 1;
  const tiles = Math.ceil(hidden / TILE);
  const sources = inputs + hidden;
  const width = tiles * TILE;
  const outputBlocks = Math.ceil(outputs / LANES);
  const widthOut = outputBlocks * LANES;
  const aliases = config.aliasEnable ? config.aliases : [];
  const watched = (length: number): number => (telemetry ? length : 0);

  const entries =
    WORDS_PER_ENTRY *
    (inputs * entriesFor(MAX_SPIKES.input, config.weightShiftIn) +
      hidden * entriesFor(MAX_SPIKES.hidden, config.weightShiftRec));

  const { memory, arrays } = allocate({
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
    aliasTargets: [Uint32Array, aliases.reduce((n, targets) => n + targets.length, 0)],
    events: [Uint32Array, entries],
    events2: [Uint32Array, (synapses - 1) * entries],
    outputEvents: [
      Uint32Array,
      WORDS_PER_ENTRY * outputExpansion * entriesFor(MAX_SPIKES.hidden, config.weightShiftOut),
    ],
    taps: [Uint32Array, TAPS * TAP_WORDS],
    window: [Uint8Array, WINDOW_BYTES + bytesOfOneTimestep(inputs, width, widthOut)],
    inputCut: [Float64Array, watched(inputs)],
    isynSaturated: [Uint32Array, watched(synapses * width)],
    vmemSaturated: [Uint32Array, watched(width)],
    spikesCut: [Uint32Array, watched(width)],
    fired: [Uint32Array, watched(width)],
    isynOutSaturated: [Uint32Array, watched(widthOut)],
    vmemOutSaturated: [Uint32Array, watched(widthOut)],
    firedOut: [Uint32Array, watched(widthOut)],
  });
  const kernel = instantiateKernel(memory);
  const { weights, outputWeights, window, ...addressed } = arrays;
  for (const [name, array] of Object.entries(addressed)) kernel[name as KernelArray].value = array.byteOffset;
  setNumbers(kernel, {
    inputs,
    hidden,
    tiles,
    outputBlocks,
    twoSynapses: synapses - 1,
    updateRule2: updateRule === 'v2' ? 1 : 0,
    watched: telemetry ? 1 : 0,
    shiftIn: config.weightShiftIn,
    shiftRec: config.weightShiftRec,
    shiftOut: config.weightShiftOut,
  });

  const rows = cutWeights(config, kernel, arrays);
  writeOutputRows(config, arrays);
  if (aliases.length > 0) writeAliases(aliases, arrays);
  else kernel.aliasFirst.value = 0;

  writeDashes(config.dashSyn, arrays.synHalf, arrays.synFactor);
  if (synapses === 2) {
    writeDashes(config.dashSyn2, arrays.synHalf.subarray(width), arrays.synFactor.subarray(width));
  }
  writeDashes(config.dashMem, arrays.memHalf, arrays.memFactor);
  writeDashes(config.dashSynOut, arrays.synOutHalf, arrays.synOutFactor);
  writeDashes(config.dashMemOut, arrays.memOutHalf, arrays.memOutFactor);
  // What pads the last tile stays at 0, below the highest threshold there is.
  arrays.threshold.fill(32767).set(config.threshold);
  arrays.thresholdOut.fill(32767).set(config.thresholdOut);
  if (config.biasEnable) {
    arrays.bias.set(config.bias);
    arrays.biasOut.set(config.biasOut);
  }
  arrays.ones.fill(1);
  return { kernel, arrays, sizes: { inputs, hidden, outputs, synapses, width, rows } };
}

/** Entries that the spikes of one source take in the kernel's lists: see kernel/events.ts. */
const entriesFor = (spikes: number, shift: number): number => Math.ceil(spikes / Math.max(256 >> shift, 1));

/** Input, hibernation, all signals, and ids for a choice of neurons of each. */
const bytesOfOneTimestep = (inputs: number, width: number, widthOut: number): number =>
  inputs + 1 + (4 * width + 3 * widthOut) * (Int16Array.BYTES_PER_ELEMENT + Uint32Array.BYTES_PER_ELEMENT) + 1024;

function setNumbers(kernel: Kernel, numbers: { readonly [name in KernelGlobal]?: number }): void {
  for (const [name, value] of Object.entries(numbers)) kernel[name as KernelArray].value = value;
}

function writeDashes(dashes: Uint8Array, half: Int16Array, factor: Int16Array): void {
  dashes.forEach((dash, i) => {
    half[i] = dash === 0 ? 0 : 2 ** (dash - 1);
    factor[i] = dash === 0 ? 0 : 2 ** (15 - dash);
  });
}

interface WeightArrays {
  readonly weights: Int8Array;
  readonly window: Uint8Array;
}

/** Has the kernel cut the weights of all sources, input channels first, into rows; returns how many are not all 0. */
function cutWeights(
  { weightsIn, weightsRec }: DeviceConfig,
  kernel: Kernel,
  { weights, window }: WeightArrays,
): number {
  const stage = new Int8Array(window.buffer, window.byteOffset, window.length);
  kernel.staged.value = stage.byteOffset;
  kernel.weightsEnd.value = weights.byteOffset;
  let source = 0;
  for (const { shape, data } of [weightsIn, weightsRec]) {
    const [sources = 0, columns = 0, synapses = 1] = shape;
    const size = columns * synapses;
    stage.fill(0);
    for (let i = 0; i < sources; i++, source++) {
      stage.set(data.subarray(i * size, (i + 1) * size));
      kernel.cutRows(source, synapses === 2);
    }
  }
  return (kernel.weightsEnd.value - weights.byteOffset) / TILE;
}

interface OutputArrays {
  readonly outputRows: Uint32Array;
  readonly outputWeights: Int8Array;
  readonly thresholdOut: Int16Array;
}

function writeOutputRows(
  { weightsOut }: DeviceConfig,
  { outputRows, outputWeights, thresholdOut }: OutputArrays,
): void {
  const [sources = 0, outputs = 0] = weightsOut.shape;
  const first = outputRows.length - sources;
  for (let source = 0; source < sources; source++) {
    const row = weightsOut.data.subarray(source * outputs, (source + 1) * outputs);
    if (row.every((weight) => weight === 0)) continue;
    outputWeights.set(row, source * thresholdOut.length);
    outputRows[first + source] = outputWeights.byteOffset + source * thresholdOut.length;
  }
}

interface AliasArrays {
  readonly aliasFirst: Uint32Array;
  readonly aliasTargets: Uint32Array;
}

function writeAliases(aliases: readonly (readonly number[])[], { aliasFirst, aliasTargets }: AliasArrays): void {
  let next = 0;
  aliases.forEach((targets, id) => {
    aliasTargets.set(targets, next);
    next += targets.length;
    aliasFirst[id + 1] = next;
  });
}
