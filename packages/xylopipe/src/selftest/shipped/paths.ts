import { range, rows, type ShippedNetwork } from './shipped-network.js';

/** A spike comes in, one goes out: if this differs, nothing else can be right. */
export const onePath: ShippedNetwork = {
  name: 'one path',
  sketch: () => ({
    weightsIn: [[60]],
    hidden: { count: 1 },
    weightsOut: [[60]],
    input: (t) => (t % 3 === 0 ? 1 : 0),
  }),
};

/** Every input channel and every output neuron of the chip, no two with the same weights. */
export const everyChannel: ShippedNetwork = {
  name: 'every channel',
  sketch: ({ inputChannels, outputNeurons }) => ({
    weightsIn: rows(inputChannels, inputChannels, (channel, neuron) => (channel === neuron ? 60 + channel : 0)),
    hidden: { count: inputChannels },
    weightsOut: rows(inputChannels, outputNeurons, (neuron, output) =>
      neuron === output % inputChannels ? 50 + output : 0,
    ),
    input: (t, channel) => (t % (channel + 2) === 0 ? 2 : 0),
  }),
};

/** The first neurons take input, the last ones drive outputs, and what is between them is recurrent. */
export const firstInLastOut: ShippedNetwork = {
  name: 'first in, last out',
  sketch: () => ({
    weightsIn: rows(3, 4, (channel, neuron) => 20 + 30 * ((channel + neuron) % 4)),
    hidden: { count: 9 },
    recurrent: range(4).flatMap((source) =>
      range(5).map((i) => [source, 4 + i, 30 + 10 * ((source + i) % 5)] as const),
    ),
    weightsOut: rows(3, 2, (neuron, output) => 90 - 40 * neuron + 20 * output),
    input: (t, channel) => (t % (channel + 2) === 0 ? 1 : 0),
  }),
};

/** Bursts with silence between them, in which all states decay to nothing and a chip that can hibernates. */
export const silence: ShippedNetwork = {
  name: 'bursts and silence',
  sketch: () => ({
    weightsIn: [[70, -30]],
    hidden: { count: 2 },
    recurrent: [[0, 1, 90]],
    weightsOut: [[40], [50]],
    steps: 120,
    input: (t) => (t % 60 < 3 ? 3 : 0),
  }),
};
