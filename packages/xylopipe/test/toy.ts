import { type NetworkTree, Raster } from '@xylopipe/core';

const neurons = { tau_mem: 0.02, tau_syn: 0.01, threshold: 0.5, bias: 0, has_rec: false, w_rec: null, dt: 0.001 };

/** Two inputs, three hidden neurons with these input weights, two outputs; legal on every Xylo. */
export const toyTreeWith = (weight: readonly (readonly number[])[]): NetworkTree => ({
  type: 'Sequential',
  children: [
    { type: 'Linear', shape: [2, 3], weight },
    { type: 'LIF', shape: [3, 3], ...neurons },
    {
      type: 'Linear',
      shape: [3, 2],
      weight: [
        [1, 0],
        [0.5, 0.5],
        [0, 1],
      ],
    },
    { type: 'LIF', shape: [2, 2], ...neurons },
  ],
});

export const toyTree = toyTreeWith([
  [0.9, 0.4, -0.2],
  [0.1, 0.8, 0.7],
]);

/** As many output neurons as asked for: each Xylo has a limit. */
export const wideTree = (outputs: number): NetworkTree => ({
  type: 'Sequential',
  children: [
    { type: 'Linear', shape: [2, 3], weight: { shape: [2, 3], fill: 0.5 } },
    { type: 'LIF', shape: [3, 3], ...neurons },
    { type: 'Linear', shape: [3, outputs], weight: { shape: [3, outputs], fill: 0.5 } },
    { type: 'LIF', shape: [outputs, outputs], ...neurons },
  ],
});

/** Spikes on both inputs of the toy network, in another rhythm each. */
export const toyRaster = (steps = 40): Raster =>
  Raster.fromNested(
    Array.from({ length: steps }, (_, t) => [t % 2, t % 3]),
    2,
  );

const leaves = (values: object): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, JSON.stringify(value)]));

const noisyLif = leaves({ tau_mem: 0.02, tau_syn: 0.01, threshold: 1, bias: 0, dt: 0.001, noise_std: 0.1 });

/** Rockpool's parameters of a network with as many outputs as asked for, which it simulated with noise. */
export const noisyParameters = (outputs: number): Readonly<Record<string, object>> => ({
  '0_LinearTorch': leaves({ weight: Array(2).fill([1, 0.5, 0.2]) }),
  '1_LIFTorch': noisyLif,
  '2_LinearTorch': leaves({ weight: Array(3).fill(Array(outputs).fill(0.5)) }),
  '3_LIFTorch': noisyLif,
});
