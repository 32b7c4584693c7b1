import { KERNEL } from './kernel.gen.js';
import { PlatformLack } from './platform-lack.js';

/** The compiled kernel with a memory of its own. The globals are what packages/xylo-sim/kernel/network.ts declares. */
export type Kernel = {
  evolve(steps: number): void;
  cutRows(source: number, interleaved: boolean): void;
} & { readonly [name in KernelGlobal | KernelConstant]: WebAssembly.Global };

/** Addresses of arrays, 0 where there is none. */
type KernelArray =
  | 'rows'
  | 'sourceSynapses'
  | 'outputRows'
  | 'aliasFirst'
  | 'aliasTargets'
  | 'synHalf'
  | 'synFactor'
  | 'memHalf'
  | 'memFactor'
  | 'threshold'
  | 'bias'
  | 'synOutHalf'
  | 'synOutFactor'
  | 'memOutHalf'
  | 'memOutFactor'
  | 'thresholdOut'
  | 'biasOut'
  | 'ones'
  | 'isyn'
  | 'vmem'
  | 'spikes'
  | 'isynOut'
  | 'vmemOut'
  | 'spikesOut'
  | 'firedBits'
  | 'cutBits'
  | 'resting'
  | 'events'
  | 'events2'
  | 'outputEvents'
  | 'taps'
  | 'inputCut'
  | 'isynSaturated'
  | 'vmemSaturated'
  | 'spikesCut'
  | 'fired'
  | 'isynOutSaturated'
  | 'vmemOutSaturated'
  | 'firedOut';

/** What the kernel is compiled for. */
type KernelConstant = 'TAPS' | 'MAX_INPUT' | 'MAX_HIDDEN';

/** Everything that is set from outside. */
export type KernelGlobal =
  | KernelArray
  | 'inputs'
  | 'hidden'
  | 'tiles'
  | 'outputBlocks'
  | 'twoSynapses'
  | 'updateRule2'
  | 'watched'
  | 'shiftIn'
  | 'shiftRec'
  | 'shiftOut'
  | 'outputsResting'
  | 'staged'
  | 'weightsEnd'
  | 'counts'
  | 'hibernation';

/** Compiled with the first simulator, and the same for all of them. */
let compiled: WebAssembly.Module | undefined;

/** Instantiates the kernel over `memory`. Throws PlatformLack where that is not to be had. */
export function instantiateKernel(memory: WebAssembly.Memory): Kernel {
  try {
    compiled ??= new WebAssembly.Module(Uint8Array.from(atob(KERNEL), (c) => c.charCodeAt(0)));
    return new WebAssembly.Instance(compiled, { env: { memory } }).exports as Kernel;
  } catch (cause) {
    const hint = 'use a platform with WebAssembly SIMD, and allow WebAssembly in its content security policy';
    throw new PlatformLack('WebAssembly with SIMD is not to be had', hint, cause);
  }
}
