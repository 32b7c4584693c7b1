import type { StateSnapshot } from '@xylopipe/core';

/** What can be done with a deployed chip while no timestep is processed. */
export interface ChipStates {
  /** Sets all to zero, undelivered spikes included. The board may count timesteps anew. */
  reset(): Promise<void>;
  /** Only where memories can be read and written. */
  readonly memory?: ChipMemory | undefined;
}

interface ChipMemory {
  read(): Promise<StateSnapshot>;
  write(state: StateSnapshot): Promise<void>;
  /** Throws `VERIFY_FAILED` where the configuration is not any more what was deployed. */
  verify(): Promise<void>;
}
