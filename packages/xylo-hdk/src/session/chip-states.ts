import type { StateSnapshot } from '@xylopipe/core';

/** Where the states of a deployed chip are got at. */
export interface ChipStates {
  /** Sets all to zero, undelivered spikes included. The board may count timesteps anew. */
  reset(): Promise<void>;
  /** Only where states can be read and written. */
  readonly memory?: StateMemory | undefined;
}

/** States that can be read and written while no timestep is processed. */
export interface StateMemory {
  read(): Promise<StateSnapshot>;
  write(state: StateSnapshot): Promise<void>;
}
