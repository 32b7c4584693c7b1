import { connectUsb } from '@xylopipe/hdk-transport/usb';
import { plugInHxpBoard } from '@xylopipe/usb-emulator';
import { Time, turns } from '../time.js';
import type { LinkBench } from './link-bench.js';
import { ServedBoard } from './served-board.js';

/** Milliseconds that the process of the emulated bus may need for what takes no time. */
const NOTICE = 5;
/** A machine with much to do lets that process wait: a request is given up after 3 s of our time. */
const SPEED = 15;

/** Boards on the emulated USB bus beside which this process runs. */
export async function usbBench(): Promise<LinkBench> {
  const time = new Time(turns(4, NOTICE), SPEED);
  const served = new ServedBoard(time);
  const { clock } = time;
  const device = await plugInHxpBoard(served.serve);
  return {
    name: 'usb',
    time,
    plugIn: (board) => served.plugIn(board),
    open: () => connectUsb({ clock }),
    openNowhere: () => connectUsb({ serial: 'nobody', clock }),
    get repeats() {
      return served.repeats;
    },
    get quiet() {
      return served.quiet;
    },
    close: () => device.detach(),
  };
}
