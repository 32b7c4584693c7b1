import { type DeviceConfig, integerSpec, type MappedSpec, type NetworkGraph, type QuantizedSpec } from '@xylopipe/core';
import { quantize } from '@xylopipe/quantize';
import type { DeviceUnderTest } from './device-under-test.js';
import { graphOf } from './networks/network-plan.js';
import { samplePlans } from './networks/sample-plans.js';

/** What a network becomes on its way to the chip. */
export interface Artifacts {
  readonly graph: NetworkGraph;
  readonly mapped: MappedSpec;
  /** Scaled to the words of the chip. */
  readonly quantized: QuantizedSpec;
  /** Of the whole numbers that the network has anyway, which are legal for the chip. */
  readonly config: DeviceConfig;
}

/** Quantizes to the words of the chip. */
export const quantizeFor = ({ limits }: DeviceUnderTest, spec: MappedSpec): QuantizedSpec =>
  quantize(spec, { bitsPerWeight: limits.bits.weight, bitsPerThreshold: limits.bits.threshold }).value;

/** Artifacts of a few networks of all kinds, made anew on every call. */
export function sampleArtifacts(subject: DeviceUnderTest): readonly Artifacts[] {
  const { mapper, configurator } = subject.newDevice();
  return samplePlans(subject.limits).map((plan) => {
    const graph = subject.legalize(graphOf(plan));
    const mapped = mapper.map(graph).value;
    const config = configurator.configure(integerSpec(mapped)).value;
    return { graph, mapped, quantized: quantizeFor(subject, mapped), config };
  });
}
