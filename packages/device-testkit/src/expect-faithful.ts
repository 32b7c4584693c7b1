import { integerSpec, type QuantizedSpec } from '@xylopipe/core';
import { expect } from 'vitest';
import type { DeviceUnderTest } from './device-under-test.js';
import { compare, type Rivals } from './equality/compare.js';
import { placedDifferences } from './layout/placed-differences.js';
import { valuesOfGraph, valuesOfSpec } from './layout/placed-values.js';
import { expectHeld } from './limits/expectations.js';
import { busyInput } from './networks/busy-input.js';
import type { Sketch } from './networks/sketch.js';

/** Long enough for spikes to reach the end of the networks of the kit. */
const STEPS = 8;

/**
 * A network goes all the way without a warning or a loss: every value is at its neuron, as mapped and as configured, and
 * it does on the device what the reference core does.
 */
export async function expectFaithful(subject: DeviceUnderTest, rivals: Rivals, sketch: Sketch): Promise<void> {
  const graph = subject.graph(sketch);
  const { value, issues } = subject.device.mapper.map(graph);
  expect(issues).toEqual([]);
  const mapped = integerSpec(value);
  expect(placedDifferences(valuesOfSpec(mapped), valuesOfGraph(graph, mapped, subject.limits))).toEqual([]);
  await expectConfigured(subject, rivals, { ...mapped, weightShiftIn: 1, weightShiftOut: 1 });
}

/** The second half of that, of a specification that the mapper need not have made. */
export async function expectConfigured(subject: DeviceUnderTest, rivals: Rivals, spec: QuantizedSpec): Promise<void> {
  const config = expectHeld(subject, spec);
  expect(placedDifferences(valuesOfSpec(config), valuesOfSpec(spec))).toEqual([]);
  const inputs = [busyInput(subject.limits, STEPS, spec.weightsIn.shape[0] as number)];
  expect(await compare(subject, rivals, { config, spec, inputs })).toEqual([]);
}
