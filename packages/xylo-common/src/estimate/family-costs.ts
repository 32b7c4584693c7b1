import { type CycleModel, unknown } from './chip-costs.js';

/** Cycles per operation, the same for all chips of which they are published, from the cycle model in Rockpool 3.0.3. */
const operations = Object.freeze({
  inputPerTarget: 3.5,
  inputPerChannel: 1,
  recurrentPerTarget: 7,
  hiddenDecay: 3,
  outputPerSource: 1,
  outputPerTarget: 8,
  hiddenUpdate: 19,
  outputUpdate: 12,
});

/** The core with 1000 hidden neurons and biases, where every hidden neuron takes input and drives outputs. */
export const core1000CycleModel: CycleModel = Object.freeze({
  ...operations,
  source: 'cycle model of Xylo Audio 2 in Rockpool 3.0.3',
  expansion: 'all',
  synapse2: Object.freeze({ inputPerTarget: 1.5, recurrentPerTarget: 5, hiddenDecay: 1 }),
});

/** The cores with input- and output-expansion neurons. */
export const expansionCycleModel: CycleModel = Object.freeze({
  ...operations,
  source: 'cycle model of Xylo IMU and Xylo Audio 3 in Rockpool 3.0.3',
  expansion: 'connected',
});

/** Of the first core, in SYNS61300 and SYNS65300. */
export const core1000V1Costs = Object.freeze({
  cycles: unknown('no cycle model is published for the first core, which has another memory layout and buffer neurons'),
  power: unknown('no power figures at a known clock are published for it'),
});
