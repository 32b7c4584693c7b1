import { Lif } from './lif.js';
import type { LifOptions } from './lif-options.js';

/**
 * LIF neurons that decay as a chip does: a factor of `1 - 2^-d` per timestep, where `d = round(log2(tau / dt))`, ties to
 * even and at least 0, takes the place of the time constant. At most 31 spikes per timestep unless said.
 */
export class LifBitshift extends Lif {
  /** Throws `NETWORK_INVALID` with everything that is wrong with the options; only the leak mode `taus` is possible. */
  constructor(options: LifOptions) {
    super(options, 'LIFBitshift');
  }
}
