import { type ChipLimits, type DeviceConfig, deviceConfigFromSpec, Raster } from '@xylopipe/core';
import { Dice } from './dice.js';

const INPUTS = 6;
const HIDDEN = 40;
const OUTPUTS = 3;

/** A small network with something in every memory of the chip, that goes on spiking. */
export function networkOn({ chipId }: ChipLimits, seed = 1): DeviceConfig {
  const dice = new Dice(seed);
  const each = (count: number, value: () => number): Float64Array => Float64Array.from({ length: count }, value);
  const weight = (density: number) => (): number => (dice.fraction() < density ? dice.integer(-20, 60) : 0);
  return deviceConfigFromSpec({
    chipId,
    dt: 0.01,
    weightsIn: { shape: [INPUTS, HIDDEN, 2], data: each(INPUTS * HIDDEN * 2, weight(0.5)) },
    weightsRec: { shape: [HIDDEN, HIDDEN, 2], data: each(HIDDEN * HIDDEN * 2, weight(0.1)) },
    weightsOut: { shape: [HIDDEN, OUTPUTS], data: each(HIDDEN * OUTPUTS, weight(0.5)) },
    weightShiftIn: 1,
    weightShiftRec: 0,
    weightShiftOut: 2,
    dashMem: each(HIDDEN, () => dice.integer(2, 5)),
    dashSyn: each(HIDDEN, () => dice.integer(2, 5)),
    dashSyn2: each(HIDDEN, () => dice.integer(2, 5)),
    dashMemOut: each(OUTPUTS, () => 3),
    dashSynOut: each(OUTPUTS, () => 3),
    threshold: each(HIDDEN, () => dice.integer(100, 600)),
    thresholdOut: each(OUTPUTS, () => 500),
    bias: each(HIDDEN, () => dice.integer(-5, 10)),
    biasOut: each(OUTPUTS, () => 0),
    aliases: Array.from({ length: HIDDEN }, (_, i) => (i % 10 === 3 ? [i + 1] : [])),
  });
}

/** Spikes into it. */
export function spikesInto(config: DeviceConfig, timesteps: number, seed: number): Raster {
  const dice = new Dice(seed);
  const [channels = 0] = config.weightsIn.shape;
  const counts = Uint8Array.from({ length: timesteps * channels }, () =>
    dice.fraction() < 0.3 ? dice.integer(1, 5) : 0,
  );
  return new Raster(timesteps, channels, counts);
}
