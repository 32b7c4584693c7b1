import type { DeviceConfig, Raster, StateSnapshot } from '@xylopipe/core';
import type { Recording } from '@xylopipe/core/session';
import type { Core, CoreOptions } from '../core.js';
import type { Telemetry } from '../telemetry/telemetry.js';
import { Counters } from './counters.js';
import { deliver } from './deliver.js';
import { MEMBRANE_RULES, type MembraneRule } from './increment.js';
import { type Network, networkOf } from './network.js';
import { updateNeurons } from './neurons.js';
import { record, type Samples, samplesOf } from './record.js';

/** The definition of the chip's arithmetic. */
export class ReferenceCore implements Core {
  readonly workPerStep: number;
  readonly #network: Network;
  readonly #samples: Samples;
  readonly #rule: MembraneRule;
  readonly #counters: Counters | null;

  constructor(config: DeviceConfig, { updateRule, telemetry }: CoreOptions) {
    this.#network = networkOf(config, telemetry);
    this.#samples = samplesOf(this.#network);
    this.#rule = MEMBRANE_RULES[updateRule];
    this.#counters = telemetry ? new Counters(this.#network) : null;
    const { input, recurrent, output, hidden, outputs } = this.#network;
    this.workPerStep =
      input.amount.length + recurrent.amount.length + output.amount.length + hidden.isyn.length + outputs.isyn.length;
  }

  evolve(input: Raster, from: number, to: number, recording: Recording): void {
    for (let step = from; step < to; step++) {
      const offset = step * input.channels;
      const still = evolveStep(this.#network, this.#rule, input.counts, offset);
      this.#counters?.count(input.counts, offset);
      if (recording.hibernation !== null) recording.hibernation[step] = still ? 1 : 0;
      record(this.#samples, recording, step);
    }
  }

  reset(): void {
    const { hidden, outputs } = this.#network;
    for (const { isyn, vmem, spikes } of [hidden, outputs]) {
      isyn.fill(0);
      vmem.fill(0);
      spikes.fill(0);
    }
  }

  snapshot(): StateSnapshot {
    const { hidden, outputs } = this.#network;
    return {
      vmem: hidden.vmem.slice(),
      isyn: hidden.isyn.slice(),
      spikesHidden: hidden.spikes.slice(),
      vmemOut: outputs.vmem.slice(),
      isynOut: outputs.isyn.slice(),
    };
  }

  restore(snapshot: StateSnapshot): void {
    const { hidden, outputs } = this.#network;
    hidden.vmem.set(snapshot.vmem);
    hidden.isyn.set(snapshot.isyn);
    hidden.spikes.set(snapshot.spikesHidden);
    outputs.vmem.set(snapshot.vmemOut);
    outputs.isyn.set(snapshot.isynOut);
  }

  telemetry(): Telemetry | null {
    return this.#counters?.telemetry() ?? null;
  }

  clearTelemetry(): void {
    this.#counters?.clear();
  }
}

/**
 * One timestep: the input and the hidden spikes of the timestep before are delivered, then the neurons are updated.
 * So input acts in the timestep it comes in, and a hidden spike one timestep after it was emitted.
 * `counts[offset]` is the count of input channel 0.
 * @returns whether the chip could have hibernated: nothing came in, and nothing moved.
 */
function evolveStep(network: Network, rule: MembraneRule, counts: Uint8Array, offset: number): boolean {
  const { input, recurrent, output, firstOutputSource, hidden, outputs } = network;
  const anyInput = deliver(input, counts, offset, hidden);
  deliver(recurrent, hidden.spikes, 0, hidden);
  deliver(output, hidden.spikes, firstOutputSource, outputs);
  const hiddenStill = updateNeurons(hidden, rule);
  const outputsStill = updateNeurons(outputs, rule);
  return !anyInput && hiddenStill && outputsStill;
}
