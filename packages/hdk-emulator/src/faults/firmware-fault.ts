import type { ActiveFault } from './active-fault.js';

/** The board has other firmware: these versions, by part, in place of its own. */
export interface FirmwareFault {
  readonly fault: 'firmware';
  readonly firmware: Readonly<Record<string, string>>;
}

export const firmwareFault = ({ firmware }: FirmwareFault): ActiveFault => ({
  strikes: 0,
  identity(board) {
    this.strikes++;
    return { ...board, firmware };
  },
});
