import type { ActiveFault, FaultBench } from './active-fault.js';
import { atOperation } from './at-operation.js';

/** The board is unplugged at an operation, the `operation`th from now on, which is not done; the next one is 1. */
export interface UnplugFault {
  readonly fault: 'unplug';
  readonly operation: number;
}

export const unplugFault = ({ operation }: UnplugFault, bench: FaultBench): ActiveFault =>
  atOperation(operation, () => bench.unplug());
