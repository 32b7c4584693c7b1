import { hxpInterfaceOf, vendorDeviceIssue } from '../usb-link/hxp-interface.js';
import type { UsbPort } from '../usb-link/usb-port.js';
import { loadNodeUsb, type NodeUsb, nodeUsbDevices } from './node-usb.js';
import { NodeUsbPort } from './node-usb-port.js';

/**
 * Everything on the bus that is a board of ours, and what may be one of SynSense, which is listed with the reason why it
 * is not opened (`board.refusal`). In the order of the system; nothing is asked of any device.
 *
 * @throws USB_UNAVAILABLE where the system has no USB
 */
export async function listUsbBoards(): Promise<readonly UsbPort[]> {
  return usbBoardsOf(await loadNodeUsb());
}

/** The same by way of a given `usb`. */
export async function usbBoardsOf(usb: NodeUsb): Promise<readonly UsbPort[]> {
  const devices = await nodeUsbDevices(usb);
  return devices
    .filter((device) => vendorDeviceIssue(device) !== undefined || hxpInterfaceOf(device) !== undefined)
    .map((device) => new NodeUsbPort(usb, device));
}
