import { type DeviceConfig, Raster } from '@xylopipe/core';
import { XyloSimulator } from '@xylopipe/xylo-sim';
import { inputSpikes, networkOfActivity } from './activity.js';
import { generateNetwork, INPUTS, type NetworkShape, withoutBias } from './network.js';
import type { Workload } from './workload.js';

/** Share of the hidden neurons that is to spike per timestep. */
const ACTIVE = 0.05;
const STEPS = 1000;

/** The generated workloads (W2 is W1, recorded); those whose speeds are to be compared are beside each other. */
export function generateWorkloads(): readonly (readonly Workload[])[] {
  const input = inputSpikes(STEPS, 11);
  const longInput = inputSpikes(100 * STEPS, 17);
  const dense = networkOf({ hidden: 1000, density: 1, strength: 32, seed: 1 }, input);
  const sparse = networkOf({ hidden: 1000, density: 0.05, strength: 127, seed: 3 }, input);
  const small = networkOf({ hidden: 64, density: 0, strength: 2, seed: 5 }, longInput.slice(0, 10 * STEPS));
  return [
    [
      ongoing('W1', '16-1000-8, dense recurrent', dense, input),
      fromRest('rest', 'W1 without bias and input', withoutBias(dense), [Raster.zeros(STEPS, INPUTS)]),
    ],
    [ongoing('W3', '16-1000-8, 5 % recurrent', sparse, input)],
    [ongoing('W4', '16-64-8 feed-forward', small, longInput)],
    [fromRest('W5', 'W3 on 64 inputs from rest', sparse, sampleInputs(64))],
  ];
}

const networkOf = (shape: NetworkShape, input: Raster): DeviceConfig =>
  networkOfActivity(generateNetwork(shape), ACTIVE, input);

const sampleInputs = (count: number): readonly Raster[] =>
  Array.from({ length: count }, (_, i) => inputSpikes(STEPS, 101 + 2 * i));

const fromRest = (id: string, what: string, config: DeviceConfig, inputs: readonly Raster[]): Workload => ({
  id,
  what,
  config,
  updateRule: 'v2',
  inputs,
  start: undefined,
});

/** Starts where the input itself, once from rest, leads. */
function ongoing(id: string, what: string, config: DeviceConfig, input: Raster): Workload {
  const simulator = XyloSimulator.from(config);
  simulator.evolve(input);
  return { ...fromRest(id, what, config, [input]), start: simulator.snapshot() };
}
