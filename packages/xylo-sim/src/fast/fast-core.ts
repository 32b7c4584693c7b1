import type { DeviceConfig, Raster, StateSnapshot } from '@xylopipe/core';
import type { Recording } from '@xylopipe/core/session';
import type { Core, CoreOptions } from '../core.js';
import type { Telemetry } from '../telemetry/telemetry.js';
import { entriesPerSource, TILE } from './layout.js';
import { type LoadedNetwork, loadNetwork } from './load.js';
import { Window } from './window.js';

/** The same arithmetic as the reference core's in WebAssembly with SIMD; packages/xylo-sim/kernel is its source. */
export class FastCore implements Core {
  readonly workPerStep: number;
  readonly #network: LoadedNetwork;
  readonly #telemetry: boolean;
  #steps = 0;
  #window: Window | undefined;
  #windowed: WeakRef<Recording> | undefined;

  /** Throws PlatformLack where WebAssembly, its SIMD, or memory for the network is not to be had. */
  constructor(config: DeviceConfig, options: CoreOptions) {
    this.#network = loadNetwork(config, options);
    this.#telemetry = options.telemetry;
    this.workPerStep = workPerStep(config, this.#network, options.telemetry);
  }

  evolve(input: Raster, from: number, to: number, recording: Recording): void {
    if (from === to) return;
    const window = this.#windowFor(recording, to - from);
    for (let step = from; step < to; step += window.steps) {
      window.evolve(input, step, Math.min(step + window.steps, to), recording);
    }
    this.#steps += to - from;
  }

  reset(): void {
    const { kernel, arrays } = this.#network;
    for (const state of [arrays.isyn, arrays.vmem, arrays.spikes, arrays.isynOut, arrays.vmemOut, arrays.spikesOut]) {
      state.fill(0);
    }
    arrays.firedBits.fill(0n);
    arrays.resting.fill(0);
    kernel.outputsResting.value = 0;
  }

  snapshot(): StateSnapshot {
    const { arrays, sizes } = this.#network;
    return {
      vmem: arrays.vmem.slice(0, sizes.hidden),
      isyn: this.#ofSynapses(arrays.isyn),
      spikesHidden: Uint8Array.from(arrays.spikes.subarray(0, sizes.hidden)),
      vmemOut: arrays.vmemOut.slice(0, sizes.outputs),
      isynOut: arrays.isynOut.slice(0, sizes.outputs),
    };
  }

  restore(snapshot: StateSnapshot): void {
    const { arrays, sizes } = this.#network;
    this.reset();
    arrays.vmem.set(snapshot.vmem);
    for (let synapse = 0; synapse < sizes.synapses; synapse++) {
      const states = snapshot.isyn.subarray(synapse * sizes.hidden, (synapse + 1) * sizes.hidden);
      arrays.isyn.set(states, synapse * sizes.width);
    }
    snapshot.spikesHidden.forEach((count, id) => {
      if (count === 0) return;
      arrays.spikes[id] = count;
      arrays.firedBits[Math.floor(id / TILE)] |= 1n << BigInt(id % TILE);
    });
    arrays.vmemOut.set(snapshot.vmemOut);
    arrays.isynOut.set(snapshot.isynOut);
  }

  telemetry(): Telemetry | null {
    if (!this.#telemetry) return null;
    const { arrays, sizes } = this.#network;
    return {
      steps: this.#steps,
      inputCut: arrays.inputCut.slice(),
      isynSaturated: this.#ofSynapses(arrays.isynSaturated),
      vmemSaturated: arrays.vmemSaturated.slice(0, sizes.hidden),
      spikesCut: arrays.spikesCut.slice(0, sizes.hidden),
      fired: arrays.fired.slice(0, sizes.hidden),
      isynOutSaturated: arrays.isynOutSaturated.slice(0, sizes.outputs),
      vmemOutSaturated: arrays.vmemOutSaturated.slice(0, sizes.outputs),
      firedOut: arrays.firedOut.slice(0, sizes.outputs),
    };
  }

  clearTelemetry(): void {
    const { arrays } = this.#network;
    this.#steps = 0;
    arrays.inputCut.fill(0);
    for (const counters of [
      arrays.isynSaturated,
      arrays.vmemSaturated,
      arrays.spikesCut,
      arrays.fired,
      arrays.isynOutSaturated,
      arrays.vmemOutSaturated,
      arrays.firedOut,
    ]) {
      counters.fill(0);
    }
  }

  /** The last window where it is for the same recording, as in a stream, which evolves one timestep at a time. */
  #windowFor(recording: Recording, steps: number): Window {
    if (this.#window !== undefined && this.#windowed?.deref() === recording) return this.#window;
    this.#window = new Window(this.#network, recording, steps);
    this.#windowed = new WeakRef(recording);
    return this.#window;
  }

  /** Without what pads each synapse: `(S * Nhidden)`. */
  #ofSynapses<A extends Int16Array | Uint32Array>(padded: A): A {
    const { hidden, width, synapses } = this.#network.sizes;
    const whole = padded.slice(0, synapses * hidden) as A;
    for (let synapse = 1; synapse < synapses; synapse++) {
      whole.set(padded.subarray(synapse * width, synapse * width + hidden), synapse * hidden);
    }
    return whole;
  }
}

/** Nanoseconds, as measured on a machine of 2026: a row delivered, with and without telemetry; a neuron that fires 31 times; an alias. */
const COST = { row: 4, watchedRow: 25, neuron: 40, alias: 4 } as const;

/** All sources spike as often as they can. */
function workPerStep(config: DeviceConfig, { rows, sizes }: LoadedNetwork, telemetry: boolean): number {
  const entries = entriesPerSource(config);
  const visits = rows.input * entries.input + rows.recurrent * entries.recurrent;
  const perRow = telemetry ? COST.watchedRow : COST.row;
  return visits * perRow + (sizes.width + sizes.widthOut) * COST.neuron + sizes.aliases * COST.alias;
}
