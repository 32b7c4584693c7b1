import { type DeviceConfig, deviceConfigFromSpec, type Tensor } from '@xylopipe/core';

/** Numbers of a network. */
export interface Sizes {
  readonly inputs: number;
  readonly hidden: number;
  readonly outputs: number;
  /** Hidden neurons that take input; all by default. */
  readonly ien?: number;
  /** Hidden neurons that drive outputs; all by default. */
  readonly oen?: number;
  readonly synapses?: 1 | 2;
}

/** A configuration in which every value is another, as far as its range goes. */
export function configOf(
  chipId: string,
  sizes: Sizes,
  more: { readonly aliases?: readonly (readonly number[])[] } = {},
): DeviceConfig {
  const { inputs, hidden, outputs, ien = hidden, oen = hidden, synapses = 1 } = sizes;
  const zeros = new Float64Array(hidden);
  return deviceConfigFromSpec({
    chipId,
    dt: 0.001,
    weightsIn: tensor([inputs, ien, synapses], 1),
    weightsRec: tensor([hidden, hidden, synapses], 2),
    weightsOut: tensor([oen, outputs], 3),
    weightShiftIn: 1,
    weightShiftRec: 2,
    weightShiftOut: 3,
    dashMem: ramp(hidden, 1, 15),
    dashSyn: ramp(hidden, 2, 15),
    dashSyn2: synapses === 2 ? ramp(hidden, 3, 15) : zeros,
    dashMemOut: ramp(outputs, 4, 15),
    dashSynOut: ramp(outputs, 5, 15),
    threshold: ramp(hidden, 100, 32767),
    thresholdOut: ramp(outputs, 200, 32767),
    bias: ramp(hidden, -5, 127),
    biasOut: ramp(outputs, -9, 127),
    aliases: more.aliases ?? Array.from({ length: hidden }, () => []),
  });
}

const tensor = (shape: readonly number[], seed: number): Tensor<Float64Array> => ({
  shape,
  data: Float64Array.from(
    { length: shape.reduce((product, n) => product * n, 1) },
    (_, i) => ((i * 37 + seed * 11) % 255) - 127,
  ),
});

const ramp = (length: number, first: number, limit: number): Float64Array =>
  Float64Array.from({ length }, (_, i) => Math.min(limit, first + i));
