import { type ChipLimits, type DeviceConfig, deviceConfigFromSpec } from '@xylopipe/core';
import { Dice } from '@xylopipe/tool-fault-table';

const [INPUTS, HIDDEN, OUTPUTS] = [16, 1000, 8];
/** Recurrent synapses of each hidden neuron: 3 %. */
const FAN_OUT = 30;

/** As much as the chip can hold: all neurons, every input and output weight on both synapses, 3 % recurrent. */
export function largestConfig({ chipId }: ChipLimits): DeviceConfig {
  const dice = new Dice(1);
  const each = (count: number, value: () => number): Float64Array => Float64Array.from({ length: count }, value);
  const weight = (): number => dice.integer(-128, 128) || 1;
  const weightsRec = new Float64Array(HIDDEN * HIDDEN * 2);
  for (let source = 0; source < HIDDEN; source++) {
    const first = dice.integer(0, HIDDEN);
    for (let i = 0; i < FAN_OUT; i++) {
      const target = (first + 33 * i) % HIDDEN;
      weightsRec[(source * HIDDEN + target) * 2 + (i % 2)] = weight();
    }
  }
  return deviceConfigFromSpec({
    chipId,
    dt: 0.01,
    weightsIn: { shape: [INPUTS, HIDDEN, 2], data: each(INPUTS * HIDDEN * 2, weight) },
    weightsRec: { shape: [HIDDEN, HIDDEN, 2], data: weightsRec },
    weightsOut: { shape: [HIDDEN, OUTPUTS], data: each(HIDDEN * OUTPUTS, weight) },
    weightShiftIn: 0,
    weightShiftRec: 0,
    weightShiftOut: 0,
    dashMem: each(HIDDEN, () => dice.integer(1, 8)),
    dashSyn: each(HIDDEN, () => dice.integer(1, 8)),
    dashSyn2: each(HIDDEN, () => dice.integer(1, 8)),
    dashMemOut: each(OUTPUTS, () => 4),
    dashSynOut: each(OUTPUTS, () => 4),
    threshold: each(HIDDEN, () => dice.integer(100, 2000)),
    thresholdOut: each(OUTPUTS, () => 500),
    bias: each(HIDDEN, () => dice.integer(-10, 10)),
    biasOut: each(OUTPUTS, () => 1),
    aliases: Array.from({ length: HIDDEN }, () => []),
  });
}
