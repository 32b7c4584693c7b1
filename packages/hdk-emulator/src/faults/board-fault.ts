import { refusal } from '../refuse.js';
import type { ActiveFault, FaultBench } from './active-fault.js';
import { type BitErrorFault, bitErrorFault } from './bit-error-fault.js';
import { type BusyFault, busyFault } from './busy-fault.js';
import { type DropTimestepFault, dropTimestepFault } from './drop-timestep-fault.js';
import { type FirmwareFault, firmwareFault } from './firmware-fault.js';
import { type HangFault, hangFault } from './hang-fault.js';
import { type SlowFault, slowFault } from './slow-fault.js';
import { type StaleStateFault, staleStateFault } from './stale-state-fault.js';
import { type UnplugFault, unplugFault } from './unplug-fault.js';

/** Something that goes wrong on a board, as data. What goes wrong on the way to it are faults of links. */
export type BoardFault =
  | BitErrorFault
  | BusyFault
  | DropTimestepFault
  | FirmwareFault
  | HangFault
  | SlowFault
  | StaleStateFault
  | UnplugFault;

/** Puts a fault to work. @throws FAULT_INVALID */
export function activate(fault: BoardFault, bench: FaultBench): ActiveFault {
  switch (fault.fault) {
    case 'bitError':
      return bitErrorFault(fault, bench);
    case 'busy':
      return busyFault(fault);
    case 'dropTimestep':
      return dropTimestepFault(fault);
    case 'firmware':
      return firmwareFault(fault);
    case 'hang':
      return hangFault(fault, bench);
    case 'slow':
      return slowFault(fault, bench);
    case 'staleState':
      return staleStateFault(fault);
    case 'unplug':
      return unplugFault(fault, bench);
    default:
      throw refusal('FAULT_INVALID', `there is no fault ${String((fault as { fault: unknown }).fault)}`);
  }
}
