import { XylopipeError } from '@xylopipe/core';
import type { UsbDeviceLike } from '../usb-link/usb-device-like.js';

/** What we need of `navigator.usb`. */
export interface WebUsb {
  getDevices(): Promise<readonly UsbDeviceLike[]>;
  requestDevice(options: { readonly filters: readonly WebUsbFilter[] }): Promise<UsbDeviceLike>;
}

/** Which devices a user is shown. */
export interface WebUsbFilter {
  readonly vendorId: number;
  readonly productId: number;
}

/** The browser's own. @throws USB_UNAVAILABLE where it has none */
export function browserUsb(): WebUsb {
  const { usb } = (globalThis.navigator ?? {}) as { readonly usb?: WebUsb };
  if (usb !== undefined) return usb;
  throw new XylopipeError('USB_UNAVAILABLE', 'there is no WebUSB here', {
    who: 'webusb',
    hint: 'Chromium and its kind have it, on pages that come by HTTPS or from localhost',
  });
}
