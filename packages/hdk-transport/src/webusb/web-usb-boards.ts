import { XylopipeError } from '@xylopipe/core';
import { hxpInterfaceOf } from '../usb-link/hxp-interface.js';
import { HXP_OVER_USB } from '../usb-link/hxp-over-usb.js';
import type { UsbPort } from '../usb-link/usb-port.js';
import { browserUsb, type WebUsb } from './web-usb.js';
import { webUsbError } from './web-usb-error.js';
import { WebUsbPort } from './web-usb-port.js';

/**
 * Lets the user choose a board; to be called in answer to a click or key. Only devices with our ids are shown.
 *
 * @param usb Default: the browser's.
 * @throws USB_NOT_FOUND where none was chosen, USB_UNAVAILABLE, USB_PERMISSION without a click or where the page may not
 */
export async function requestUsbBoard(usb: WebUsb = browserUsb()): Promise<UsbPort> {
  const { vendorId, productId } = HXP_OVER_USB;
  try {
    return new WebUsbPort(usb, await usb.requestDevice({ filters: [{ vendorId, productId }] }));
  } catch (cause) {
    if (!(cause instanceof Error) || cause.name !== 'NotFoundError') throw webUsbError(cause, 'open', 'webusb');
    const hint = 'choose it in the list that the browser shows; is it plugged in?';
    throw new XylopipeError('USB_NOT_FOUND', 'no board was chosen', { who: 'webusb', hint, cause });
  }
}

/**
 * The boards that the user has let this page use before, and that are plugged in. No click is needed, also in a worker.
 *
 * @param usb Default: the browser's.
 * @throws USB_UNAVAILABLE
 */
export async function grantedUsbBoards(usb: WebUsb = browserUsb()): Promise<readonly UsbPort[]> {
  const devices = await usb.getDevices();
  return devices.filter((device) => hxpInterfaceOf(device) !== undefined).map((device) => new WebUsbPort(usb, device));
}
