import { type DeviceConfig, deviceConfigFromSpec, type TensorData } from '@xylopipe/core';
import { Random } from './random.js';

export const INPUTS = 16;
const OUTPUTS = 8;

/** What tells one generated network from another. */
export interface NetworkShape {
  /** Hidden neurons, an even number. */
  readonly hidden: number;
  /** Share of the recurrent weights that is not zero. */
  readonly density: number;
  /** Largest recurrent weight, 2 to 127. */
  readonly strength: number;
  readonly seed: number;
}

/** A network whose thresholds are still to be chosen: `scale * spread[id]`, see `withThresholds`. */
export interface GeneratedNetwork {
  readonly config: DeviceConfig;
  /** `(Nhidden)`: how far the membrane of each neuron swings for the same noise at its synapses, give or take a quarter. */
  readonly spread: Float64Array;
}

/**
 * 16 inputs, `hidden` neurons with two synapses, 8 outputs. Inputs lead to both synapses, recurrent weights to synapse 0;
 * both are dense in int8 but for `density`. All have biases; all dashes are mixed 1 to 4.
 *
 * Sources come in pairs of opposite weights, so that the mean drive of a neuron is near zero and noise makes it fire:
 * nearly all neurons take part, and none fires all the time. Recurrent weights lean by 1 towards inhibition, which keeps
 * the activity from running away.
 */
export function generateNetwork({ hidden, density, strength, seed }: NetworkShape): GeneratedNetwork {
  const random = new Random(seed);
  const integers = (length: number, min: number, max: number) =>
    Int32Array.from({ length }, () => random.integer(min, max));
  const weightsIn = new Int8Array(INPUTS * hidden * 2);
  for (const synapse of [0, 1]) fillPairs(weightsIn, synapse, hidden, { random, density: 1, strength: 127, lean: 0 });
  const weightsRec = new Int8Array(hidden * hidden * 2);
  fillPairs(weightsRec, 0, hidden, { random, density, strength, lean: 1 });
  const [dashMem, dashSyn, dashSyn2] = [integers(hidden, 1, 4), integers(hidden, 1, 4), integers(hidden, 1, 4)];

  const config = deviceConfigFromSpec({
    chipId: 'syns61201',
    dt: 0.001,
    weightsIn: { shape: [INPUTS, hidden, 2], data: weightsIn },
    weightsRec: { shape: [hidden, hidden, 2], data: weightsRec },
    weightsOut: { shape: [hidden, OUTPUTS], data: integers(hidden * OUTPUTS, -128, 127) },
    weightShiftIn: 2,
    weightShiftRec: 0,
    weightShiftOut: 0,
    dashMem,
    dashSyn,
    dashSyn2,
    dashMemOut: integers(OUTPUTS, 1, 4),
    dashSynOut: integers(OUTPUTS, 1, 4),
    threshold: new Int16Array(hidden),
    thresholdOut: integers(OUTPUTS, 1000, 3000),
    bias: integers(hidden, -64, 64),
    biasOut: integers(OUTPUTS, -64, 64),
    aliases: Array.from({ length: hidden }, () => []),
  });
  const swing = (id: number): number =>
    Math.hypot(
      noiseGain(dashMem[id] as number, dashSyn[id] as number),
      noiseGain(dashMem[id] as number, dashSyn2[id] as number),
    );
  const spread = Float64Array.from({ length: hidden }, (_, id) => swing(id) * (0.75 + random.uniform() / 2));
  return { config, spread };
}

/** The network with thresholds `scale * spread`, 1 at least and 32767 at most. */
export const withThresholds = ({ config, spread }: GeneratedNetwork, scale: number): DeviceConfig => ({
  ...config,
  threshold: Int16Array.from(spread, (swing) => Math.min(Math.max(Math.round(scale * swing), 1), 32767)),
});

/** The network without biases: nothing moves until something comes in. */
export const withoutBias = (config: DeviceConfig): DeviceConfig => ({
  ...config,
  bias: new Int16Array(config.bias.length),
  biasOut: new Int16Array(config.biasOut.length),
  biasEnable: false,
});

interface Pairs {
  readonly random: Random;
  readonly density: number;
  readonly strength: number;
  readonly lean: number;
}

/** Fills one synapse of a weight array `(sources, targets, 2)`: sources 2k and 2k + 1 get opposite weights, less `lean`. */
function fillPairs(
  weights: TensorData,
  synapse: number,
  targets: number,
  { random, density, strength, lean }: Pairs,
): void {
  const row = targets * 2;
  for (let pair = 0; pair < weights.length; pair += 2 * row) {
    for (let at = pair + synapse; at < pair + row; at += 2) {
      if (random.uniform() >= density) continue;
      const weight = random.integer(2, strength) * (random.uniform() < 0.5 ? -1 : 1);
      weights[at] = weight - lean;
      weights[at + row] = -weight - lean;
    }
  }
}

/** Standard deviation behind two exponential decays of white noise before them; with time constants a and b it is `ab / sqrt(2(a + b))`. */
function noiseGain(dash: number, otherDash: number): number {
  const [a, b] = [2 ** dash, 2 ** otherDash];
  return (a * b) / Math.sqrt(2 * (a + b));
}
