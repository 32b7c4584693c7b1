import type { ActiveFault, FaultBench } from './active-fault.js';

/** The board never finishes an operation: the `operation`th from now on, the next one is 1. Only unplugging helps. */
export interface HangFault {
  readonly fault: 'hang';
  readonly operation: number;
}

export const hangFault = ({ operation }: HangFault, { end }: FaultBench): ActiveFault => {
  let operations = 0;
  return {
    strikes: 0,
    before() {
      if (++operations !== operation) return;
      this.strikes++;
      return end;
    },
  };
};
