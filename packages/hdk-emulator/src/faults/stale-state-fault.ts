import type { ActiveFault } from './active-fault.js';

/**
 * A reset that does not clear: states stay as they are, by `SRST` as by what the host writes into their banks. So the next
 * `times` times, default always.
 */
export interface StaleStateFault {
  readonly fault: 'staleState';
  readonly times?: number | undefined;
}

export const staleStateFault = ({ times = Number.POSITIVE_INFINITY }: StaleStateFault): ActiveFault => ({
  strikes: 0,
  keepsStates() {
    if (this.strikes >= times) return false;
    this.strikes++;
    return true;
  },
});
