import type { Work } from '../evolve/deliver.js';
import type { Network } from '../network/network.js';

/** What the supplies of a chip take. The published figures of a chip, `costs.power`, are such a model. */
export interface PowerModel {
  readonly supplies: readonly {
    /** E.g. `core` or `io`: the channel of the samples. */
    readonly supply: string;
    /** Microwatts while timesteps are processed. */
    readonly activeMicrowatts: number;
    /** Microwatts while the chip waits or hibernates. Default: as active. */
    readonly idleMicrowatts?: number | undefined;
  }[];
}

/**
 * Cycles of the main clock in which an emulated chip works on a timestep. The terms are those that docs/estimates.md has of
 * Xylo Audio 2 and 3, without what their hidden neurons take while they fire; an emulated chip of any type has these.
 */
export const cyclesOf = (work: Work, { inputs, hidden, outputs }: Network): number =>
  3.5 * work.input + inputs + 7 * work.recurrent + 22 * hidden + 8 * work.output + 12 * outputs;
