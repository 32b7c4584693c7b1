import type { Issue } from '@xylopipe/core';
import { type HxpInterface, hxpInterfaceOf, vendorDeviceIssue } from '../usb-link/hxp-interface.js';
import type { UsbPort } from '../usb-link/usb-port.js';
import { loadNodeUsb, type NodeUsb, type NodeUsbDevice, nodeUsbDevices } from './node-usb.js';
import { NodeUsbPort } from './node-usb-port.js';
import { explainUsbFailure } from './usb-failure.js';

/**
 * Every board of ours on the bus, and what may be a board of SynSense. Those that cannot be opened say why
 * (`board.refusal`): the vendor's, to which HXP is not spoken, and those that the system does not let us look into. In the
 * order of the system.
 *
 * @throws USB_UNAVAILABLE where the system has no USB
 */
export async function listUsbBoards(): Promise<readonly UsbPort[]> {
  return usbBoardsOf(await loadNodeUsb());
}

/** The same by way of a given `usb`. */
export async function usbBoardsOf(usb: NodeUsb): Promise<readonly UsbPort[]> {
  const devices = await nodeUsbDevices(usb);
  return devices.flatMap((device) => {
    const hxp = hxpOrWhyNot(device);
    return hxp === undefined ? [] : [new NodeUsbPort(usb, device, hxp)];
  });
}

/** The package `usb` opens a device to read the name of an interface, so that it can fail to. */
function hxpOrWhyNot(device: NodeUsbDevice): HxpInterface | Issue | undefined {
  const refusal = vendorDeviceIssue(device);
  if (refusal !== undefined) return refusal;
  try {
    return hxpInterfaceOf(device);
  } catch (cause) {
    return { severity: 'error', at: [], ...explainUsbFailure(cause) };
  }
}
