import { XylopipeError } from '@xylopipe/core';
import { loopbackPair } from '@xylopipe/hdk-transport/loopback';
import { Time, turns } from '../time.js';
import type { LinkBench } from './link-bench.js';
import { ServedBoard } from './served-board.js';

/** Boards within the process. */
export function loopbackBench(): LinkBench {
  const time = new Time(turns(3));
  const served = new ServedBoard(time);
  return {
    name: 'loopback',
    time,
    plugIn: (board) => served.plugIn(board),
    async open() {
      const [host, device] = loopbackPair();
      served.serve(device);
      return host;
    },
    openNowhere: () => Promise.reject(new XylopipeError('NO_BOARD', 'nobody has plugged one in', { who: 'loopback' })),
    get repeats() {
      return served.repeats;
    },
    get quiet() {
      return served.quiet;
    },
    close: async () => {},
  };
}
