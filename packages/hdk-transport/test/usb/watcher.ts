import { connectUsb } from '../../src/usb/connect-usb.js';
import { watchUsbBoards } from '../../src/usb/watch-usb-boards.js';

// Has used a board, and watches still: it must end all the same.
const link = await connectUsb();
await link.close();
await new Promise<void>((resolve) => {
  watchUsbBoards().subscribe(({ type, port }) => {
    console.log(type, port.board.serial);
    resolve();
  });
});
