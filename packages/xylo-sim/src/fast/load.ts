import type { DeviceConfig } from '@xylopipe/core';
import type { CoreOptions } from '../core.js';
import { allocate } from './allocate.js';
import { instantiateKernel, type Kernel, type KernelGlobal } from './kernel.js';
import { kernelArrays, kernelSizes } from './layout.js';
import { cutWeights, writeOutputWeights } from './weights.js';

/** A network in the memory of a kernel. */
export type LoadedNetwork = ReturnType<typeof loadNetwork>;

/** Lays a configuration out for a kernel of its own, at rest. Throws PlatformLack where that is not to be had. */
export function loadNetwork(config: DeviceConfig, { updateRule, telemetry }: CoreOptions) {
  const sizes = kernelSizes(config);
  const { memory, arrays } = allocate(kernelArrays(config, sizes, telemetry));
  const kernel = instantiateKernel(memory);
  const { weights, outputWeights, window, ...addressed } = arrays;
  for (const [name, array] of Object.entries(addressed)) kernel[name as KernelGlobal].value = array.byteOffset;
  setNumbers(kernel, {
    inputs: sizes.inputs,
    hidden: sizes.hidden,
    tiles: sizes.tiles,
    outputBlocks: sizes.outputBlocks,
    twoSynapses: sizes.synapses - 1,
    updateRule2: updateRule === 'v2' ? 1 : 0,
    watched: telemetry ? 1 : 0,
    shiftIn: config.weightShiftIn,
    shiftRec: config.weightShiftRec,
    shiftOut: config.weightShiftOut,
  });

  const rows = cutWeights(config, kernel, arrays);
  writeOutputWeights(config, sizes.widthOut, arrays);
  if (sizes.aliases > 0) writeAliases(config.aliases, arrays);
  else kernel.aliasFirst.value = 0;

  writeDashes(config.dashSyn, arrays.synHalf, arrays.synFactor);
  if (sizes.synapses === 2) {
    writeDashes(config.dashSyn2, arrays.synHalf.subarray(sizes.width), arrays.synFactor.subarray(sizes.width));
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
  return { kernel, arrays, sizes, rows };
}

function setNumbers(kernel: Kernel, numbers: { readonly [name in KernelGlobal]?: number }): void {
  for (const [name, value] of Object.entries(numbers)) kernel[name as KernelGlobal].value = value;
}

/** Dashes as the kernel shifts by them: see kernel/decay.ts. */
function writeDashes(dashes: Uint8Array, half: Int16Array, factor: Int16Array): void {
  dashes.forEach((dash, i) => {
    half[i] = dash === 0 ? 0 : 2 ** (dash - 1);
    factor[i] = dash === 0 ? 0 : 2 ** (15 - dash);
  });
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
