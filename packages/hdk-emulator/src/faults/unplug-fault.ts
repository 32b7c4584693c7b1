import type { ActiveFault, FaultBench } from './active-fault.js';

/** The board is unplugged at an operation, the `operation`th from now on, which is not done; the next one is 1. */
export interface UnplugFault {
  readonly fault: 'unplug';
  readonly operation: number;
}

export const unplugFault = ({ operation }: UnplugFault, bench: FaultBench): ActiveFault => {
  let operations = 0;
  return {
    strikes: 0,
    before() {
      if (++operations !== operation) return;
      this.strikes++;
      bench.unplug();
    },
  };
};
