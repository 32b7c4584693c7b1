import type { ActiveFault, FaultBench } from './active-fault.js';
import { atOperation } from './at-operation.js';

/** The board never finishes an operation: the `operation`th from now on, the next one is 1. Only unplugging helps. */
export interface HangFault {
  readonly fault: 'hang';
  readonly operation: number;
}

export const hangFault = ({ operation }: HangFault, { end }: FaultBench): ActiveFault =>
  atOperation(operation, () => end);
