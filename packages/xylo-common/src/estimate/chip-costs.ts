import { isXylopipeError, type PartResolver, type Token, token } from '@xylopipe/core';
import { refuseInvalidCosts } from './define-costs.js';

/** A figure, or why there is none. */
export type Figure<T> =
  | { readonly known: true; readonly value: T }
  | { readonly known: false; readonly reason: string };

export const known = <T>(value: T): Figure<T> => ({ known: true, value });

export const unknown = (reason: string): Figure<never> => ({ known: false, reason });

/** How many clock cycles the parts of a timestep take. Multiplicities are those of the network, see `estimateCycles`. */
export interface CycleModel {
  /** Where it is published. */
  readonly source: string;
  /** Per spike of an input channel: for each hidden neuron that takes input. */
  readonly inputPerTarget: number;
  /** Per input channel, whether it spikes or not. */
  readonly inputPerChannel: number;
  /** Per spike of a hidden neuron: for each of its recurrent targets. */
  readonly recurrentPerTarget: number;
  /** Decay of the synaptic current, per hidden neuron. */
  readonly hiddenDecay: number;
  /** Per spike of a hidden neuron that drives outputs: itself, and for each output neuron. */
  readonly outputPerSource: number;
  readonly outputPerTarget: number;
  /** Update of a membrane, without what spikes and aliases add, per hidden and per output neuron. */
  readonly hiddenUpdate: number;
  readonly outputUpdate: number;
  /**
   * Hidden neurons that take input and drive outputs: `all` of the network, or only those that have a weight other than
   * 0 for it.
   */
  readonly expansion: 'all' | 'connected';
  /** Operations of the second synapse, which run beside the cycles; `undefined` where they are not published. */
  readonly synapse2?: Synapse2Model | undefined;
}

/** Operations of the second synapse: per spike and target, and per hidden neuron. */
export interface Synapse2Model {
  readonly inputPerTarget: number;
  readonly recurrentPerTarget: number;
  readonly hiddenDecay: number;
}

/** What one supply of a chip was measured to take. */
export interface SupplyPower {
  /** E.g. `core` or `io`. */
  readonly supply: string;
  /** Microwatts while a network was running. */
  readonly activeMicrowatts: number;
  /** Microwatts while none was; `undefined` where not published. */
  readonly idleMicrowatts?: number | undefined;
}

/** Published power of a chip. */
export interface PowerFigures {
  /** Where it is published. */
  readonly source: string;
  /** Main clock during the measurement, Hz. */
  readonly clockHz: number;
  readonly supplies: readonly SupplyPower[];
}

/** What running a network costs on a chip, as far as it is published. */
export interface ChipCosts {
  readonly chipId: string;
  readonly cycles: Figure<CycleModel>;
  readonly power: Figure<PowerFigures>;
}

/** The costs of a chip, for whoever resolves the parts of a device. Optional: see `costsOf`. */
export const CHIP_COSTS: Token<ChipCosts> = token('ChipCosts');

/** The costs of a chip of which nobody has said any. */
export const noCosts = (chipId: string): ChipCosts => {
  const none = unknown(`the plugin of ${chipId} brings no figures`);
  return { chipId, cycles: none, power: none };
};

/**
 * What a device says of its costs. Where its plugin binds none, every figure says so.
 * @throws COSTS_INVALID if it binds something else
 */
export function costsOf(device: PartResolver & { readonly chipId: string }): ChipCosts {
  try {
    const costs = device.resolve(CHIP_COSTS);
    refuseInvalidCosts(costs, device.chipId);
    return costs;
  } catch (error) {
    if (isXylopipeError(error) && error.code === 'NO_SUCH_PART') return noCosts(device.chipId);
    throw error;
  }
}
