// Where everything lies: byte addresses in the imported memory, set by src/fast before the first timestep.
// Neurons are kept in tiles of 64: as many synapses as registers hold during delivery, and flags as a word holds. They are
// padded with neurons that never move. Synapse s of neuron id is number s * tiles * 64 + id.

/** Spikes per timestep that an input channel takes, and that a hidden neuron emits. */
export const MAX_INPUT: i32 = 15;
export const MAX_HIDDEN: i32 = 31;

export let inputs: i32 = 0;
export let hidden: i32 = 0;
export let tiles: i32 = 0;
/** 8 output neurons each. */
export let outputBlocks: i32 = 0;
export let twoSynapses: bool = false;
export let updateRule2: bool = false;
export let watched: bool = false;

/**
 * `[synapse][source][tile]` u32: address of the 64 int8 weights from a source to a tile, 0 if all are 0. Sources
 * are the inputs first, then the hidden neurons.
 */
export let rows: usize = 0;
/** `[source]` u8: which synapses a source leads to anywhere, 1 for the first, 2 for the second. */
export let sourceSynapses: usize = 0;
/** `[hidden]` u32: address of the int8 weights from a hidden neuron to all outputs, 0 if there are none. */
export let outputRows: usize = 0;
/** `[hidden + 1]` u32 into `aliasTargets`; 0 if no neuron has an alias. */
export let aliasFirst: usize = 0;
/** u32 ids. */
export let aliasTargets: usize = 0;
export let shiftIn: i32 = 0;
export let shiftRec: i32 = 0;
export let shiftOut: i32 = 0;

/** Dash d of each state as int16: half of 2^d, and 2^(15 - d); both 0 for dash 0. See decay.ts. */
export let synHalf: usize = 0;
export let synFactor: usize = 0;
export let memHalf: usize = 0;
export let memFactor: usize = 0;
export let threshold: usize = 0;
export let bias: usize = 0;
export let synOutHalf: usize = 0;
export let synOutFactor: usize = 0;
export let memOutHalf: usize = 0;
export let memOutFactor: usize = 0;
export let thresholdOut: usize = 0;
export let biasOut: usize = 0;

/** The state: int16 each. */
export let isyn: usize = 0;
export let vmem: usize = 0;
export let spikes: usize = 0;
export let isynOut: usize = 0;
export let vmemOut: usize = 0;
export let spikesOut: usize = 0;
/** `[tile]` u64: which neurons have spikes to deliver. */
export let firedBits: usize = 0;
/** `[tile]` u8: 1 where the last timestep changed nothing, as the next will not unless something comes in. */
export let resting: usize = 0;
/** The same for all outputs. */
export let outputsResting: bool = false;

/** Eight int16 of 1. */
export let ones: usize = 0;

/** Lists of 8 bytes per entry, made anew in each timestep: what is to be delivered to each synapse, and to outputs. */
export let events: usize = 0;
export let events2: usize = 0;
export let outputEvents: usize = 0;

/** Weights of one source while the network is loaded: `[neuron][synapse]` int8, padded with 0 to whole tiles. */
export let staged: usize = 0;

/** What is evolved: `[step][inputs]` u8. */
export let counts: usize = 0;
/** `[step]` u8; 0 if not wanted. */
export let hibernation: usize = 0;
/** `TAPS` times 16 bytes, see record.ts. */
export let taps: usize = 0;

/** Telemetry, u32 each but for `inputCut` (f64). */
export let inputCut: usize = 0;
export let isynSaturated: usize = 0;
export let vmemSaturated: usize = 0;
export let spikesCut: usize = 0;
export let fired: usize = 0;
export let isynOutSaturated: usize = 0;
export let vmemOutSaturated: usize = 0;
export let firedOut: usize = 0;
/** `[tile]` u64: neurons that were cut at 31 spikes in this timestep. */
export let cutBits: usize = 0;
