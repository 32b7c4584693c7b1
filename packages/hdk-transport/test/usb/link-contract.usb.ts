import { usbLink } from '../../src/usb-link/usb-link.js';
import { describeLinkContract } from '../link-contract.js';
import { EmulatedBoard, onlyPort } from './emulated-board.js';

for (const speed of [480, 5000] as const) {
  describeLinkContract(
    `USB of ${speed} Mbit/s`,
    async () => {
      const board = await EmulatedBoard.attach({ speed });
      const host = await usbLink(await onlyPort());
      return {
        host,
        device: board.link,
        cut: () => void board.device.unplug(),
        cleanup: () => board.detach(),
      };
    },
    // A device can only refuse transfers, or vanish.
    { remoteEnd: 'lost', flood: 4 * 2 ** 20 },
  );
}
