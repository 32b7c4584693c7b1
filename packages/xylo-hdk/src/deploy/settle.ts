import type { Operation } from '@xylopipe/hdk-transport';
import { fieldMask, type RegisterMap } from '@xylopipe/xylo-common/maps';
import { placeOf } from '../image/chip-layout.js';

/** How a chip in manual mode forgets what somebody has sent that was never processed. */
export interface Settling {
  readonly operations: readonly Operation[];
  /** Whether all states are 0 after it. */
  readonly clearsStates: boolean;
}

/**
 * A soft reset where the chip has one; else a timestep that nobody looks at takes the spikes that wait, and leaves states
 * that are to be overwritten. Rockpool 3.0.3 begins with such a timestep, too, on chips of the first core.
 */
export function settling(registers: RegisterMap): Settling {
  const place = placeOf(registers, 'SRST');
  if (place === undefined) return { operations: [{ op: 'triggerProcessing' }], clearsStates: false };
  const { register, field } = place;
  return {
    operations: [{ op: 'writeRegister', address: register.address, value: fieldMask(field) }],
    clearsStates: true,
  };
}
