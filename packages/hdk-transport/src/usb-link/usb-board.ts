import { type Issue, XylopipeError } from '@xylopipe/core';
import { hex } from './hxp-interface.js';
import type { UsbDeviceLike } from './usb-device-like.js';
import type { UsbBoard } from './usb-port.js';

/** A copy of what a device says of itself. `address` where the system does not say is made of its ids. */
export function usbBoardOf(device: UsbDeviceLike, refusal: Issue | undefined, address?: string): UsbBoard {
  const { vendorId, productId } = device;
  return Object.freeze({
    vendorId,
    productId,
    manufacturer: device.manufacturerName ?? '',
    product: device.productName ?? '',
    serial: device.serialNumber ?? '',
    address: address ?? [hex(vendorId), hex(productId), device.serialNumber].filter(Boolean).join(':'),
    refusal,
  });
}

/** Why a board cannot be opened, as an error. */
export function refusalError(kind: string, address: string, issue: Issue): XylopipeError {
  const { code, message, hint } = issue;
  return new XylopipeError(code, message, {
    who: `${kind} ${address}`,
    issues: [issue],
    ...(hint === undefined ? {} : { hint }),
  });
}
