/** Spikes per timestep: taken from one input channel, emitted by one hidden neuron, emitted by one output neuron. */
export const MAX_SPIKES = { input: 15, hidden: 31, output: 1 } as const;
