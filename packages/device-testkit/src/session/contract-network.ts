import {
  type ChipLimits,
  type DeviceConfig,
  deviceConfigFromSpec,
  Raster,
  signedRange,
  tensorFromNested,
  unsignedRange,
  zeros,
} from '@xylopipe/core';
import { busyInput } from '../networks/busy-input.js';

/**
 * Two inputs, two hidden neurons that drive each other, and two outputs, or one where the chip has no more; keeps a state for long. Its values are shares of
 * what the words of the chip can hold.
 */
export function contractConfig({ chipId, bits, outputNeurons, realTimeDt = 0.001 }: ChipLimits): DeviceConfig {
  const [, maxWeight] = signedRange(bits.weight);
  const [, maxThreshold] = signedRange(bits.threshold);
  const [, maxDash] = unsignedRange(bits.dash);
  const weight = (share: number): number => Math.sign(share) * Math.ceil(Math.abs(share) * maxWeight);
  const threshold = (share: number): number => Math.min(Math.ceil(share * maxWeight), maxThreshold);
  const dash = (timesteps: number): number => Math.min(timesteps, maxDash);
  const both = (value: number): Float64Array => Float64Array.of(value, value);
  const outputs = Math.min(2, outputNeurons);
  const perOutput = (...values: readonly [number, number]): Float64Array => Float64Array.from(values.slice(0, outputs));
  return deviceConfigFromSpec({
    chipId,
    dt: realTimeDt,
    weightsIn: tensorFromNested([
      [[weight(0.7)], [0]],
      [[0], [weight(0.43)]],
    ]),
    weightsRec: tensorFromNested([
      [[0], [weight(0.31)]],
      [[weight(-0.23)], [0]],
    ]),
    weightsOut: tensorFromNested([
      [weight(0.27), weight(0.61)].slice(0, outputs),
      [weight(0.47), weight(-0.11)].slice(0, outputs),
    ]),
    weightShiftIn: 0,
    weightShiftRec: 0,
    weightShiftOut: 0,
    dashMem: both(dash(4)),
    dashSyn: both(dash(2)),
    dashSyn2: both(0),
    dashMemOut: perOutput(dash(4), dash(3)),
    dashSynOut: perOutput(dash(1), dash(2)),
    threshold: both(threshold(1.18)),
    thresholdOut: perOutput(threshold(0.7), threshold(0.9)),
    bias: zeros([2]).data,
    biasOut: zeros([outputs]).data,
    aliases: [[], []],
  });
}

/** Input for the network of the contract. */
export interface ContractInputs {
  readonly first: Raster;
  readonly second: Raster;
  /** Two hundred timesteps, busy all the time. */
  readonly long: Raster;
  /** As many spikes as the chip takes. */
  readonly most: Raster;
  /** More spikes than the chip takes, which are `most` when clamped. */
  readonly clipped: Raster;
}

/** Few spikes, then many. */
export function contractInputs(limits: ChipLimits): ContractInputs {
  const most = limits.maxSpikes.input;
  const raster = (...rows: [number, number][]): Raster => Raster.fromNested(rows);
  const few = Math.min(most, 3);
  return {
    first: raster([few, 1], [0, 0], [1, few]),
    second: raster([0, 0], [0, few], [most, most], [0, 0]),
    long: busyInput(limits, 200, 2),
    most: raster([0, most], [most, 0]),
    clipped: raster([0, most + 1], [255, 0]),
  };
}
