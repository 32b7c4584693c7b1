import { type ChipLimits, type DeviceConfig, deviceConfigFromSpec, Raster, signedRange } from '@xylopipe/core';
import fc from 'fast-check';

/** Numbers that a seed fixes. */
function dice(seed: number): {
  below(n: number): number;
  chance(p: number): boolean;
  from(min: number, max: number): number;
} {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n: number): number => Math.floor(next() * n);
  return { below, chance: (p) => next() < p, from: (min, max) => min + below(max - min + 1) };
}

/** Sizes and habits of a random network, few enough to be shrunk. */
export interface NetworkPlan {
  readonly seed: number;
  readonly inputs: number;
  readonly hidden: number;
  readonly inputExpansion: number;
  readonly outputExpansion: number;
  readonly outputs: number;
  readonly synapse2: boolean;
  readonly aliases: boolean;
  readonly biases: boolean;
  readonly fanOut: number;
}

/** Plans that are legal on a chip, buffer neurons included. */
export const networkPlans = (limits: ChipLimits, mostHidden = 40): fc.Arbitrary<NetworkPlan> =>
  fc
    .record({
      seed: fc.nat(),
      inputs: fc.integer({ min: 1, max: limits.inputChannels }),
      hidden: fc.integer({ min: 1, max: mostHidden }),
      inputExpansion: fc.integer({ min: 1, max: Math.min(mostHidden, limits.inputExpansionNeurons) }),
      outputExpansion: fc.integer({ min: 1, max: Math.min(mostHidden, limits.outputExpansionNeurons) }),
      outputs: fc.integer({ min: 1, max: limits.outputNeurons }),
      synapse2: limits.synapsesPerHidden === 2 ? fc.boolean() : fc.constant(false),
      aliases: fc.boolean(),
      biases: limits.bias ? fc.boolean() : fc.constant(false),
      fanOut: fc.integer({ min: 0, max: 12 }),
    })
    .map((plan) => ({
      ...plan,
      inputExpansion: Math.min(plan.inputExpansion, plan.hidden),
      outputExpansion: Math.min(plan.outputExpansion, plan.hidden),
      fanOut: Math.min(plan.fanOut, plan.hidden, limits.maxFanOut),
    }));

/** The configuration of a plan: values over all of their ranges, and enough zeros. */
export function configOf(plan: NetworkPlan, { chipId, bits, realTimeDt = 0.001 }: ChipLimits): DeviceConfig {
  const { inputs, hidden, inputExpansion, outputExpansion, outputs } = plan;
  const { below, chance, from } = dice(plan.seed);
  const synapses = plan.synapse2 ? 2 : 1;
  const [minWeight, maxWeight] = signedRange(bits.weight);
  const weight = (): number => (chance(0.1) ? from(minWeight, maxWeight) : from(-20, 40));
  const sparse = (count: number): Float64Array =>
    Float64Array.from({ length: count }, () => (chance(0.5) ? weight() : 0));
  const each = (count: number, value: () => number): Float64Array => Float64Array.from({ length: count }, value);
  const dash = (): number => from(0, 2 ** bits.dash - 1);
  const threshold = (): number => (chance(0.1) ? from(-100, 32767) : from(20, 900));
  const bias = (): number => (plan.biases ? from(...signedRange(bits.bias)) : 0);
  const weightsRec = new Float64Array(hidden * hidden * synapses);
  for (let source = 0; source < hidden; source++)
    for (let i = 0; i < plan.fanOut; i++)
      weightsRec[(source * hidden + below(hidden)) * synapses + below(synapses)] = weight();
  return deviceConfigFromSpec({
    chipId,
    dt: realTimeDt,
    weightsIn: { shape: [inputs, inputExpansion, synapses], data: sparse(inputs * inputExpansion * synapses) },
    weightsRec: { shape: [hidden, hidden, synapses], data: weightsRec },
    weightsOut: { shape: [outputExpansion, outputs], data: sparse(outputExpansion * outputs) },
    weightShiftIn: below(4),
    weightShiftRec: below(4),
    weightShiftOut: below(8),
    dashMem: each(hidden, dash),
    dashSyn: each(hidden, dash),
    dashSyn2: each(hidden, () => (plan.synapse2 ? dash() : 0)),
    dashMemOut: each(outputs, dash),
    dashSynOut: each(outputs, dash),
    threshold: each(hidden, threshold),
    thresholdOut: each(outputs, threshold),
    bias: each(hidden, bias),
    biasOut: each(outputs, bias),
    aliases: Array.from({ length: hidden }, () => (plan.aliases && chance(0.4) ? [below(hidden)] : [])),
  });
}

/** Input for a plan: silent stretches and bursts, also of more spikes than a chip takes. */
export function inputOf({ seed, inputs }: NetworkPlan, steps: number): Raster {
  const { below, chance } = dice(seed + 1);
  const counts = new Uint8Array(steps * inputs);
  for (let step = 0; step < steps; step++) {
    if (chance(0.3)) continue;
    for (let c = 0; c < inputs; c++) if (chance(0.5)) counts[step * inputs + c] = chance(0.02) ? below(256) : below(8);
  }
  return new Raster(steps, inputs, counts);
}
