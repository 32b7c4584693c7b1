import { XylopipeError } from '@xylopipe/core';
import { hex, vendorDeviceIssue } from './hxp-interface.js';
import type { UsbDeviceLike } from './usb-device-like.js';
import type { UsbBoard } from './usb-port.js';

/** A copy of what a device says of itself. `address` where the system does not say is made of its ids. */
export function usbBoardOf(device: UsbDeviceLike, address?: string): UsbBoard {
  const { vendorId, productId } = device;
  return Object.freeze({
    vendorId,
    productId,
    manufacturer: device.manufacturerName ?? '',
    product: device.productName ?? '',
    serial: device.serialNumber ?? '',
    address: address ?? [hex(vendorId), hex(productId), device.serialNumber].filter(Boolean).join(':'),
    refusal: vendorDeviceIssue(device),
  });
}

/** Throws if the board is not ours to speak to. */
export function refuseVendorDevice(kind: string, { refusal, address }: UsbBoard): void {
  if (refusal === undefined) return;
  const hint = refusal.hint === undefined ? {} : { hint: refusal.hint };
  throw new XylopipeError(refusal.code, refusal.message, { who: `${kind} ${address}`, issues: [refusal], ...hint });
}

/** What to say of a device that is neither ours nor known as the vendor's. */
export const notABoard = (kind: string, { address }: UsbBoard): XylopipeError =>
  new XylopipeError('USB_NOT_A_BOARD', 'the device has no HXP interface', {
    who: `${kind} ${address}`,
    hint: 'choose a device that `hdk list` shows',
  });
