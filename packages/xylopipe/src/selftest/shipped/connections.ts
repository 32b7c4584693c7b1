import { range, rows, type ShippedNetwork } from './shipped-network.js';

/** A spike that runs in a ring for ever, once it was kicked. */
export const ring: ShippedNetwork = {
  name: 'ring',
  sketch: () => ({
    weightsIn: [[120, 0, 0, 0, 0, 0, 0]],
    hidden: { count: 7, threshold: 60 },
    recurrent: range(7).map((source) => [source, (source + 1) % 7, 90 + source]),
    weightsOut: rows(7, 2, (neuron, output) => (neuron % 2 === output ? 80 : -20)),
    input: (t) => (t === 0 ? 1 : 0),
  }),
};

/** Two neurons that silence each other and excite themselves. */
export const inhibition: ShippedNetwork = {
  name: 'inhibition',
  sketch: () => ({
    weightsIn: [
      [50, 10],
      [10, 50],
    ],
    hidden: { count: 2 },
    recurrent: [
      [0, 0, 20],
      [0, 1, -100],
      [1, 0, -110],
      [1, 1, 25],
    ],
    weightsOut: [
      [90, 0],
      [0, 90],
    ],
    input: (t, channel) => (Math.floor(t / 10) % 2 === channel ? 4 : 1),
  }),
};

/** One neuron with as many targets as the chip allows, 64 at most. */
export const fanOut: ShippedNetwork = {
  name: 'fan-out',
  sketch: ({ maxFanOut }) => {
    const targets = Math.min(maxFanOut, 64);
    return {
      weightsIn: [[127]],
      hidden: { count: targets + 1 },
      recurrent: range(targets).map((i) => [0, i + 1, i % 4 === 3 ? -i : 40 + i]),
      weightsOut: rows(targets, 4, (neuron, output) => (neuron % 4 === output ? 15 : 0)),
      input: (t) => (t % 2 === 0 ? 2 : 0),
    };
  },
};

/** Neurons whose spikes are also sent as another's: two with the same alias, one with an alias that has one itself. */
export const aliases: ShippedNetwork = {
  name: 'aliases',
  sketch: () => ({
    weightsIn: rows(2, 3, (channel, neuron) => (neuron === 2 ? 50 : neuron === channel ? 80 : 0)),
    hidden: { count: 6 },
    recurrent: [
      [3, 0, 40],
      [4, 5, 90],
      [5, 1, -60],
    ],
    aliases: [
      [0, 3],
      [1, 3],
      [3, 4],
      [2, 5],
    ],
    weightsOut: rows(4, 2, (neuron, output) => ((neuron + output) % 2 === 0 ? 70 : 20)),
    input: (t, channel) => (t % (channel + 2) === 0 ? 2 : 0),
  }),
};

/** Input and recurrence to one synapse, the other and both, which decay differently. */
export const twoSynapses: ShippedNetwork = {
  name: 'two synapses',
  sketch: ({ synapsesPerHidden }) =>
    synapsesPerHidden < 2
      ? undefined
      : {
          weightsIn: [
            [60, 0, 40],
            [0, 0, 30],
          ],
          weightsIn2: [
            [0, 70, -20],
            [0, 50, 0],
          ],
          hidden: { count: 4, dashSyn: 1, dashSyn2: [4, 3, 5, 2] },
          recurrent: [
            [0, 3, 60],
            [1, 2, -30],
          ],
          recurrent2: [
            [0, 3, -40],
            [2, 3, 80],
            [3, 0, 30],
          ],
          weightsOut: rows(4, 2, (neuron, output) => 30 + 20 * neuron - 40 * output),
          input: (t, channel) => (t % (channel + 2) === 0 ? 3 : 0),
        },
};
