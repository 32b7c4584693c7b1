import {
  type DeviceConfig,
  deviceConfigFromSpec,
  Raster,
  type StateSnapshot,
  specSizes,
  type Tensor,
  type UpdateRule,
} from '@xylopipe/core';
import { Dice } from './dice.js';

/**
 * A network that need not be legal for any chip, of up to 140 hidden neurons: any size and expansion, one or two
 * synapses, weights of any density, thresholds at or below 0, large shifts, wide biases (none under v1), several aliases
 * per neuron. The same one for the same seed.
 */
export function randomNetwork(seed: number, updateRule: UpdateRule): DeviceConfig {
  const dice = new Dice(seed);
  const inputs = dice.pick([0, 1, 8, 16, dice.integer(0, 40)]);
  const hidden = hiddenSize(dice);
  const outputs = dice.pick([0, 1, 7, 8, 9, 16, dice.integer(0, 40)]);
  const synapses = dice.integer(1, 2);
  const inputExpansion = expansion(dice, hidden);
  const outputExpansion = expansion(dice, hidden);
  const dash = dice.pick([3, 5, 15]);
  const dashes = (n: number): Float64Array => dice.list(n, () => dice.integer(0, dash));
  const bias = updateRule === 'v1' ? 0 : dice.pick([0, 0, 30, 127, 32767]);
  const biases = (n: number): Float64Array =>
    dice.list(n, () => (dice.chance(0.5) ? dice.integer(-bias - (bias > 30 ? 1 : 0), bias) : 0));
  const config = deviceConfigFromSpec({
    chipId: 'random',
    dt: 0.001,
    weightsIn: weights(dice, [inputs, inputExpansion, synapses]),
    weightsRec: weights(dice, [hidden, hidden, synapses]),
    weightsOut: weights(dice, [outputExpansion, outputs]),
    weightShiftIn: shift(dice),
    weightShiftRec: shift(dice),
    weightShiftOut: shift(dice),
    dashMem: dashes(hidden),
    dashSyn: dashes(hidden),
    dashSyn2: dashes(hidden),
    dashMemOut: dashes(outputs),
    dashSynOut: dashes(outputs),
    threshold: thresholds(dice, hidden),
    thresholdOut: thresholds(dice, outputs),
    bias: biases(hidden),
    biasOut: biases(outputs),
    aliases: aliases(dice, hidden),
  });
  return dice.chance(0.9) ? config : switchedOff(dice, config);
}

/** Input for a network: silence, single spikes, bursts or noise, with counts up to 255. */
export function randomInput(config: DeviceConfig, seed: number, steps: number): Raster {
  const { inputs } = specSizes(config);
  const dice = new Dice(~seed);
  const raster = Raster.zeros(steps, inputs);
  const density = dice.pick([0, 0.01, 0.1, 0.5, 1]);
  const most = dice.pick([1, 3, 15, 15, 18, 255]);
  const pause = dice.pick([0, 0, 0.5, 0.9]);
  let quiet = false;
  for (let step = 0; step < steps; step++) {
    if (dice.chance(0.15)) quiet = dice.chance(pause);
    if (quiet) continue;
    for (let i = 0; i < inputs; i++) {
      if (dice.chance(density)) raster.counts[step * inputs + i] = dice.integer(1, most);
    }
  }
  return raster;
}

/** Any state that a simulator of the network can be put into, whether or not an input leads there. */
export function randomState(config: DeviceConfig, seed: number): StateSnapshot {
  const { hidden, outputs } = specSizes(config);
  const dice = new Dice(seed ^ 0x5bd1e995);
  const reach = dice.pick([10, 1000, 32767]);
  const state = (): number => {
    const kind = dice.integer(0, 9);
    if (kind === 0) return dice.pick([-32768, -32767, -1, 0, 1, 32766, 32767]);
    return kind < 4 ? 0 : dice.integer(-reach, reach);
  };
  const states = (length: number): Int16Array => Int16Array.from(dice.list(length, state));
  return {
    vmem: states(hidden),
    isyn: states(config.synapse2Enable ? 2 * hidden : hidden),
    spikesHidden: Uint8Array.from(dice.list(hidden, () => (dice.chance(0.3) ? dice.integer(0, 31) : 0))),
    vmemOut: states(outputs),
    isynOut: states(outputs),
  };
}

/** Often next to what vectors and tiles are wide. */
function hiddenSize(dice: Dice): number {
  const near = dice.pick([8, 16, 24, 32, 40, 64, 72, 128]) + dice.integer(-1, 1);
  return dice.pick([near, near, dice.integer(1, 12), dice.integer(1, 140)]);
}

function expansion(dice: Dice, hidden: number): number {
  return dice.chance(0.5) ? hidden : dice.integer(0, hidden);
}

const shift = (dice: Dice): number => (dice.chance(0.7) ? dice.integer(0, 3) : dice.integer(0, 15));

/** Of a density of its own, with sources that lead nowhere and groups of targets that nobody leads to. */
function weights(dice: Dice, shape: readonly [sources: number, targets: number, synapses?: number]): Tensor {
  const [sources, targets, synapses = 1] = shape;
  const data = new Float64Array(sources * targets * synapses);
  const density = dice.pick([0, 0.02, 0.1, 0.5, 1]);
  const weight = dice.pick([
    () => dice.pick([-128, 127, 1, -1]),
    () => dice.integer(-20, 20),
    () => dice.integer(-40, 127),
    () => dice.integer(-128, 127),
  ]);
  const silentSources = dice.pick([0, 0.3]);
  const group = dice.pick([8, 16, 64]);
  const deaf = dice.list(Math.ceil(targets / group) * synapses, () => (dice.chance(0.2) ? 1 : 0));
  for (let source = 0; source < sources; source++) {
    if (dice.chance(silentSources)) continue;
    for (let target = 0; target < targets; target++) {
      for (let s = 0; s < synapses; s++) {
        if (deaf[Math.floor(target / group) * synapses + s] === 1 || !dice.chance(density)) continue;
        data[(source * targets + target) * synapses + s] = weight();
      }
    }
  }
  return { shape: shape.length === 2 ? [sources, targets] : [sources, targets, synapses], data };
}

/** Within reach for the most part; in some networks a few are extreme. */
function thresholds(dice: Dice, count: number): Float64Array {
  const most = dice.pick([30, 300, 3000, 20000]);
  const extremes = dice.pick([0, 0, 0.02, 0.2]);
  return dice.list(count, () =>
    dice.chance(extremes) ? dice.pick([-32768, -300, -5, -1, 0, 0, 1, 2, 32766, 32767]) : dice.integer(1, most),
  );
}

/** Up to three per neuron, chains and duplicates among them: the neuron itself, its neighbours, or any. */
function aliases(dice: Dice, hidden: number): readonly (readonly number[])[] {
  const share = dice.pick([0, 0, 0.05, 0.3, 1]);
  const most = dice.integer(1, 3);
  const within = (id: number): number => Math.min(Math.max(id, 0), hidden - 1);
  return Array.from({ length: hidden }, (_, id) => {
    if (!dice.chance(share)) return [];
    return Array.from({ length: dice.integer(1, most) }, () =>
      within(dice.pick([id, id + 1, id - 1, id + dice.integer(-7, 7), id ^ 1, dice.integer(0, hidden - 1)])),
    );
  });
}

/** With an enable bit off, so that what it belongs to must do nothing. */
const switchedOff = (dice: Dice, config: DeviceConfig): DeviceConfig => ({
  ...config,
  [dice.pick(['biasEnable', 'synapse2Enable', 'aliasEnable'] as const)]: false,
});
