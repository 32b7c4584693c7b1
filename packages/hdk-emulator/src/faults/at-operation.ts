import type { ActiveFault } from './active-fault.js';

/** A fault that strikes once, before the `operation`th operation from now on; the next one is 1. */
export function atOperation(operation: number, strike: () => void | Promise<void>): ActiveFault {
  let operations = 0;
  return {
    strikes: 0,
    before() {
      if (++operations !== operation) return;
      this.strikes++;
      return strike();
    },
  };
}
