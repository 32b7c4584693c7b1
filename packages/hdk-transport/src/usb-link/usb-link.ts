import { type Clock, systemClock } from '../clock.js';
import { checkNumbers } from '../link/check-numbers.js';
import type { Link } from '../link/link.js';
import { HXP_OVER_USB, LINK_STATE } from './hxp-over-usb.js';
import { UsbMedium } from './usb-medium.js';
import type { UsbPort } from './usb-port.js';

/** What a link over USB can be told. */
export interface UsbLinkOptions {
  /** Bytes that are kept while nobody takes them, before the device has to wait. At least 65536, default 262144. */
  readonly capacity?: number | undefined;
  /** Milliseconds until a frame that the device does not take means that it is lost. Default 10000. */
  readonly stallTimeout?: number | undefined;
  /** Default: the real time. */
  readonly clock?: Clock | undefined;
}

const DAY = 86_400_000;

/**
 * Opens a link to the device at a port, which is the link's from now on. A device that was used before begins anew.
 * Frames have at most 65536 bytes. When the device goes, or closes its end, the link is `lost`: USB has no orderly end.
 *
 * @throws VENDOR_DEVICE for a board that only samna may speak to, USB_BUSY where another program has it, USB_PERMISSION
 * where the system does not let us, OPTIONS_INVALID; and what else the port rejects with
 */
export async function usbLink(port: UsbPort, options: UsbLinkOptions = {}): Promise<Link> {
  const { maxTransfer } = HXP_OVER_USB;
  const { capacity = 4 * maxTransfer, stallTimeout = 10_000, clock = systemClock } = options;
  checkNumbers(`${port.kind} ${port.board.address}`, {
    capacity: [capacity, maxTransfer, 2 ** 32],
    stallTimeout: [stallTimeout, 1, DAY],
  });
  await port.open();
  try {
    await port.request(HXP_OVER_USB.linkStateRequest, LINK_STATE.open);
    await port.clearHalt('in');
    await port.clearHalt('out');
  } catch (error) {
    await port.close();
    throw error;
  }
  return new UsbMedium(port, { capacity, stallTimeout, clock }).link;
}
