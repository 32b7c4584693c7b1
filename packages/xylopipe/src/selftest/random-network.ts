import { type ChipLimits, signedRange, unsignedRange } from '@xylopipe/core';
import { seededRandom } from '@xylopipe/nn';
import { networkOf, type SelftestNetwork } from './network-sketch.js';

/** Hidden neurons at most: enough for every kind of connection, and quickly written. */
const LARGEST = 60;
const STEPS = 50;

/**
 * A network drawn by chance, legal on a chip: sizes, connections, and values over all of their ranges.
 * @param seed - 0 to 2^32 - 1; the same seed gives the same network
 */
export function randomNetwork(limits: ChipLimits, seed: number): SelftestNetwork {
  const random = seededRandom(seed);
  const from = (min: number, max: number): number => min + Math.floor(random() * (max - min + 1));
  const chance = (probability: number): boolean => random() < probability;
  const list = <T>(length: number, value: () => T): T[] => Array.from({ length }, value);

  const hidden = from(2, Math.min(LARGEST, limits.hiddenNeurons));
  const channels = from(1, limits.inputChannels);
  const expansion = from(1, Math.min(hidden, limits.inputExpansionNeurons));
  const driving = from(1, Math.min(hidden, limits.outputExpansionNeurons));
  const outputs = from(1, limits.outputNeurons);
  const synapse2 = limits.synapsesPerHidden === 2 && chance(0.5);

  const [minWeight, maxWeight] = signedRange(limits.bits.weight);
  const weight = (): number => (chance(0.1) ? from(minWeight, maxWeight) : from(-20, 40));
  const matrix = (height: number, width: number): number[][] =>
    list(height, () => list(width, () => (chance(0.5) ? weight() : 0)));
  const connections = (perNeuron: number): [number, number, number][] =>
    list(hidden * perNeuron, () => [from(0, hidden - 1), weight()] as const).map(([target, value], i) => [
      Math.floor(i / perNeuron),
      target,
      value,
    ]);
  // Both synapses together stay below the fan-out of every chip.
  const fanOut = from(0, Math.floor(Math.min(limits.maxFanOut, hidden, 12) / 2));
  const [, slowest] = unsignedRange(limits.bits.dash);
  const biased = limits.bias && chance(0.5);
  const neurons = (count: number) => ({
    dashMem: list(count, () => from(0, slowest)),
    dashSyn: list(count, () => from(0, slowest)),
    threshold: list(count, () => (chance(0.1) ? from(1, 32_767) : from(20, 900))),
    bias: list(count, () => (biased ? from(...signedRange(limits.bits.bias)) : 0)),
  });
  const aliased = chance(0.5);
  const counts = list(STEPS, () => (chance(0.3) ? [] : list(channels, () => (chance(0.5) ? from(0, 7) : 0))));

  return networkOf(
    `random ${seed}`,
    {
      weightsIn: matrix(channels, expansion),
      weightsIn2: synapse2 ? matrix(channels, expansion) : undefined,
      hidden: { count: hidden, ...neurons(hidden), dashSyn2: synapse2 ? list(hidden, () => from(0, slowest)) : 0 },
      recurrent: connections(fanOut),
      recurrent2: synapse2 ? connections(fanOut) : undefined,
      weightsOut: matrix(driving, outputs),
      outputs: neurons(outputs),
      shifts: [from(0, 3), from(0, 3), from(0, 7)],
      aliases: list(aliased ? hidden : 0, () => from(0, hidden - 1)).flatMap((target, source) =>
        chance(0.4) ? [[source, target] as const] : [],
      ),
      steps: STEPS,
      input: (timestep, channel) => counts[timestep]?.[channel] ?? 0,
    },
    limits,
  );
}
