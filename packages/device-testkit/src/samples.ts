import {
  type DeviceConfig,
  integerSpec,
  type MappedSpec,
  type NetworkGraph,
  type QuantizedSpec,
  unsignedRange,
} from '@xylopipe/core';
import { quantize } from '@xylopipe/quantize';
import fc from 'fast-check';
import type { DeviceUnderTest } from './device-under-test.js';
import { graphOf, type NetworkPlan } from './networks/network-plan.js';
import { randomPlans } from './networks/random-plan.js';
import type { WeightShifts } from './networks/random-run.js';

/** A few networks of all kinds, the same ones on every run, as any artifact. Made anew for whoever asks, and so not touched by others. */
export class Samples {
  readonly #subject: DeviceUnderTest;
  #plans: readonly NetworkPlan[] | undefined;

  constructor(subject: DeviceUnderTest) {
    this.#subject = subject;
  }

  graphs(): readonly NetworkGraph[] {
    this.#plans ??= fc.sample(randomPlans(this.#subject.limits), { numRuns: 8, seed: 1 });
    return this.#plans.map((plan) => this.#subject.legalize(graphOf(structuredClone(plan))));
  }

  mapped(): readonly MappedSpec[] {
    return this.graphs().map((graph) => this.#subject.device.mapper.map(graph).value);
  }

  /** Scaled to the words of the chip. */
  quantized(): readonly QuantizedSpec[] {
    return this.mapped().map((spec, i) => ({ ...quantizeFor(this.#subject, spec), ...this.#shifts(i) }));
  }

  /** The whole numbers that the networks have anyway, which are legal for the chip. */
  legal(): readonly QuantizedSpec[] {
    return this.mapped().map((spec, i) => ({ ...integerSpec(spec), ...this.#shifts(i) }));
  }

  configs(): readonly DeviceConfig[] {
    return this.legal().map((spec) => this.#subject.device.configurator.configure(spec).value);
  }

  /** Not those of the sample before, and not all the same. */
  #shifts(sample: number): WeightShifts {
    const [, max] = unsignedRange(this.#subject.limits.bits.weightShift);
    const shift = (i: number): number => (sample + i) % (max + 1);
    return { weightShiftIn: shift(1), weightShiftRec: shift(2), weightShiftOut: shift(3) };
  }
}

/** Quantizes to the words of the chip. */
export const quantizeFor = ({ limits }: DeviceUnderTest, spec: MappedSpec): QuantizedSpec =>
  quantize(spec, { bitsPerWeight: limits.bits.weight, bitsPerThreshold: limits.bits.threshold }).value;
