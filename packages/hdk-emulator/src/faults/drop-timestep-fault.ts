import type { ActiveFault } from './active-fault.js';

/** A timestep passes without being processed: its input is lost, states stay, and there is no readout. */
export interface DropTimestepFault {
  readonly fault: 'dropTimestep';
  /** Its number. */
  readonly timestep: number;
}

export const dropTimestepFault = (fault: DropTimestepFault): ActiveFault => ({
  strikes: 0,
  dropsTimestep(timestep) {
    if (timestep !== fault.timestep) return false;
    this.strikes++;
    return true;
  },
});
