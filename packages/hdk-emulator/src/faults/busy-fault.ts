import type { ActiveFault } from './active-fault.js';

/** Somebody else has the board open: the next `times` hosts are refused, default all. */
export interface BusyFault {
  readonly fault: 'busy';
  readonly times?: number | undefined;
}

export const busyFault = ({ times = Number.POSITIVE_INFINITY }: BusyFault): ActiveFault => ({
  strikes: 0,
  refusesHost() {
    if (this.strikes >= times) return false;
    this.strikes++;
    return true;
  },
});
