import type { UsbDeviceLike } from '../usb-link/usb-device-like.js';
import { usbError } from './usb-failure.js';

/** A device as the package `usb` gives it. */
export interface NodeUsbDevice extends UsbDeviceLike {
  /** Number of the bus, as text. */
  readonly bus: string;
  readonly address: number;
}

/** What we need of the package `usb`, whose own types refer to those of browsers. */
export interface NodeUsb {
  getDevices(): Promise<readonly NodeUsbDevice[]>;
  addEventListener(type: 'connect' | 'disconnect', listener: () => void): void;
  removeEventListener(type: 'connect' | 'disconnect', listener: () => void): void;
}

/** Loads the package `usb`, which is native, when it is needed and not before. @throws USB_UNAVAILABLE */
export async function loadNodeUsb(): Promise<NodeUsb> {
  try {
    const { usb } = await import('usb');
    return usb as unknown as NodeUsb;
  } catch (cause) {
    throw usbError(cause, 'usb');
  }
}

/** All devices on the bus. @throws USB_UNAVAILABLE where the system has no USB */
export async function nodeUsbDevices(usb: NodeUsb): Promise<readonly NodeUsbDevice[]> {
  try {
    return await usb.getDevices();
  } catch (cause) {
    throw usbError(cause, 'usb');
  }
}

/** Where a device is: bus and address, as `lsusb` says them. */
export const addressOf = ({ bus, address }: NodeUsbDevice): string => `${bus}:${String(address).padStart(3, '0')}`;
