import type { ActiveFault, FaultBench } from './active-fault.js';

/** Every operation takes so many milliseconds of the board's clock more. */
export interface SlowFault {
  readonly fault: 'slow';
  readonly ms: number;
}

export const slowFault = ({ ms }: SlowFault, { clock, end }: FaultBench): ActiveFault => ({
  strikes: 0,
  before() {
    this.strikes++;
    const wait = new Promise<void>((resolve) => {
      clock.after(ms, resolve);
    });
    return Promise.race([wait, end]);
  },
});
