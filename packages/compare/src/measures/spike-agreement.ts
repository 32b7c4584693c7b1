import { type SpikeTrain, spikeCount, trainDifference, unmatchedSpikes } from './spike-train.js';

/**
 * `2 M / (A + B)`: M of the A spikes of one train and the B of the other are in the same timestep. 1 if the trains are
 * equal, so also if both are empty; 0 if no spike has a partner. This is the coefficient of Dice (1945) and Sorensen
 * (1948), with counts: in a timestep with 3 and 5 spikes, 3 match.
 */
export function spikeAgreement(a: SpikeTrain, b: SpikeTrain): number {
  return agreementOf(spikeCount(a) + spikeCount(b), unmatchedSpikes(trainDifference(a, b)));
}

/** The same from the spikes of both trains together, and those among them without a partner. */
export const agreementOf = (spikes: number, unmatched: number): number =>
  spikes === 0 ? 1 : (spikes - unmatched) / spikes;
