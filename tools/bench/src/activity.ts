import { Raster } from '@xylopipe/core';
import type { Network } from '@xylopipe/nn';
import { HIDDEN, INPUTS, recurrentNetwork, uniform } from './networks.js';

/** Input spikes, each with a probability of 0.1 per channel and timestep. */
export function inputSpikes(steps: number): Raster {
  const next = uniform(11);
  return new Raster(
    steps,
    INPUTS,
    Uint8Array.from({ length: steps * INPUTS }, () => (next() < 0.1 ? 1 : 0)),
  );
}

/** Share of hidden neurons that spike in a timestep. */
export function activityOf(network: Network, input: Raster): number {
  network.resetState();
  const { records } = network.evolve(input, { record: true });
  const spikes = records[0]?.spikes.data ?? new Float64Array(0);
  return spikes.filter((n) => n > 0).length / (input.steps * HIDDEN);
}

/** A dense network whose threshold is such that about a share `activity` of the hidden neurons spikes per timestep. */
export function networkOfActivity(activity: number, input: Raster): Network {
  let [low, high] = [0.1, 100];
  for (let i = 0; i < 12; i++) {
    const middle = Math.sqrt(low * high);
    if (activityOf(recurrentNetwork(1, middle), input) > activity) low = middle;
    else high = middle;
  }
  return recurrentNetwork(1, high);
}
