import { connectUsb } from '@xylopipe/hdk-transport/usb';
import { plugInHxpBoard } from '@xylopipe/usb-emulator';
import { Time, turns } from '../time.js';
import type { LinkBench } from './link-bench.js';
import { ServedBoard } from './served-board.js';

/** A machine with much to do lets the process of the emulated bus wait: a request is given up after 3 s of our time. */
const SPEED = 5;

/** A time after which the bus is not waited for. */
const late = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, 200).unref();
  });

/** Boards on the emulated USB bus beside which this process runs. */
export async function usbBench(): Promise<LinkBench> {
  const pause = turns(3, 2);
  const time = new Time(async () => {
    // That it answers shows that it has come to what was before; a bus that does not answer is the watchdog's to find.
    for (let i = 0; i < 3; i++) await Promise.all([pause(), Promise.race([device.hold('out', false), late()])]);
  }, SPEED);
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
