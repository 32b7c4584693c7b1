import { unsignedRange } from '@xylopipe/core';
import { range, rows, type ShippedNetwork } from './shipped-network.js';

/** A neuron for every decay that there is, of the membrane in rising and of the synapse in falling order. */
export const everyDecay: ShippedNetwork = {
  name: 'every decay',
  sketch: ({ bits }) => {
    const [, slowest] = unsignedRange(bits.dash);
    const dashes = range(slowest + 1);
    return {
      weightsIn: [dashes.map((dash) => 40 + dash)],
      hidden: { count: dashes.length, dashMem: dashes, dashSyn: dashes.toReversed(), threshold: 300 },
      weightsOut: rows(dashes.length, 2, (neuron, output) => (neuron % 2 === output ? 30 : -10)),
      outputs: { dashMem: [0, slowest], dashSyn: [slowest, 0], threshold: 200 },
      steps: 80,
      input: (t) => (t % 20 < 8 ? 5 : 0),
    };
  },
};

/** Neurons that fire by themselves, and one that is held down. */
export const biases: ShippedNetwork = {
  name: 'biases',
  sketch: ({ bias }) =>
    bias
      ? {
          weightsIn: [[40, 40, 40, 40]],
          hidden: { count: 4, bias: [127, 9, -128, -1], dashMem: [2, 5, 4, 1] },
          weightsOut: rows(4, 3, (neuron, output) => (neuron === output ? 60 : 10)),
          outputs: { bias: [25, -30, 127] },
          input: (t) => (t > 20 && t % 2 === 0 ? 4 : 0),
        }
      : undefined,
};

/** Every weight shifted, each group by another number. */
export const shifts: ShippedNetwork = {
  name: 'shifts',
  sketch: () => ({
    weightsIn: [
      [3, -2, 5],
      [-1, 4, 2],
    ],
    hidden: { count: 3, threshold: [200, 300, 250] },
    recurrent: [
      [0, 1, 2],
      [1, 2, -3],
      [2, 0, 1],
    ],
    weightsOut: [
      [1, -1],
      [2, 1],
      [-1, 3],
    ],
    shifts: [5, 6, 7],
    outputs: { threshold: 350 },
    input: (t, channel) => (t % (channel + 2) === 0 ? 2 : 0),
  }),
};

/** Synapses and membranes at both ends of their 16 bits, and thresholds that are never and always reached. */
export const saturation: ShippedNetwork = {
  name: 'saturation',
  sketch: () => ({
    weightsIn: [
      [127, -128, 127, 127],
      [127, -128, -128, 120],
    ],
    hidden: { count: 4, dashMem: 9, dashSyn: 8, threshold: [32_767, 32_767, 1, 9_000] },
    recurrent: [
      [2, 0, 127],
      [2, 1, -128],
      [3, 3, -100],
    ],
    weightsOut: rows(4, 2, (_, output) => (output === 0 ? 127 : -128)),
    shifts: [7, 6, 7],
    outputs: { dashMem: 9, dashSyn: 8, threshold: [32_767, 100] },
    steps: 60,
    input: (t) => (t < 30 ? 15 : 0),
  }),
};

/** Neurons that spike as often in a timestep as they can, and input of more spikes than a chip takes. */
export const manySpikes: ShippedNetwork = {
  name: 'many spikes',
  sketch: () => ({
    weightsIn: [
      [100, 60, 0],
      [0, 60, 127],
    ],
    hidden: { count: 3, threshold: [10, 25, 40] },
    recurrent: [
      [0, 2, 3],
      [2, 1, -2],
    ],
    weightsOut: [
      [4, -3],
      [-2, 6],
      [1, 1],
    ],
    input: (t, channel) => [1, 7, 0, 20, 0, 255][(t + channel) % 6] ?? 0,
  }),
};
