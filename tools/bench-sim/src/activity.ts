import { type DeviceConfig, type Evolution, Raster } from '@xylopipe/core';
import { XyloSimulator } from '@xylopipe/xylo-sim';
import { type GeneratedNetwork, INPUTS, withThresholds } from './network.js';
import { Random } from './random.js';

/** Per timestep, on average. */
export interface Activity {
  /** Share of the hidden neurons that spike. */
  readonly active: number;
  /** Spikes of all hidden neurons together. */
  readonly spikes: number;
  /** Input spikes of all channels together. */
  readonly inputSpikes: number;
}

/** Single input spikes, each with a probability of 0.1 per channel and timestep. */
export function inputSpikes(steps: number, seed: number): Raster {
  const random = new Random(seed);
  const counts = Uint8Array.from({ length: steps * INPUTS }, () => (random.uniform() < 0.1 ? 1 : 0));
  return new Raster(steps, INPUTS, counts);
}

/** The activity in an evolution that recorded the hidden spikes. */
export function activityIn({ signals, steps }: Evolution, input: Raster): Activity {
  const spikes = signals.spikesHidden?.data ?? new Int16Array(0);
  return {
    active: spikes.filter((count) => count > 0).length / spikes.length,
    spikes: spikes.reduce((sum, count) => sum + count, 0) / steps,
    inputSpikes: input.counts.reduce((sum, count) => sum + count, 0) / steps,
  };
}

/** The average of the activities in as many timesteps each. */
export function average(activities: readonly Activity[]): Activity {
  const of = (name: keyof Activity): number => activities.reduce((sum, one) => sum + one[name], 0) / activities.length;
  return { active: of('active'), spikes: of('spikes'), inputSpikes: of('inputSpikes') };
}

/** The network with thresholds at which a share `active` of the hidden neurons spikes per timestep, once it is going. */
export function networkOfActivity(network: GeneratedNetwork, active: number, input: Raster): DeviceConfig {
  let [low, high] = [50, 2000];
  for (let i = 0; i < 12; i++) {
    const middle = Math.sqrt(low * high);
    if (steadyActivity(withThresholds(network, middle), input) > active) low = middle;
    else high = middle;
  }
  return withThresholds(network, high);
}

/** The share of active neurons while the input comes a second time. */
function steadyActivity(config: DeviceConfig, input: Raster): number {
  const simulator = XyloSimulator.from(config);
  simulator.evolve(input);
  return activityIn(simulator.evolve(input, { record: ['spikesHidden'] }), input).active;
}
