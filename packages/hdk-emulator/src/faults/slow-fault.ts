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
    return new Promise<void>((resolve) => {
      const stopTimer = clock.after(ms, resolve);
      void end.then(() => {
        stopTimer();
        resolve();
      });
    });
  },
});
