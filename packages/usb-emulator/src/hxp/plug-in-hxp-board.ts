import type { Link } from '@xylopipe/hdk-transport';
import { HXP_OVER_USB, UsbDeviceEnd } from '@xylopipe/hdk-transport/usb';
import { type AttachedUsbDevice, attachUsbDevice } from '../cable/attach-device.js';
import { maxPacketSize, type UsbDeviceDescription } from '../device/description.js';

/** How a board that speaks HXP describes itself. */
export const HXP_BOARD: UsbDeviceDescription = {
  vendorId: HXP_OVER_USB.vendorId,
  productId: HXP_OVER_USB.productId,
  manufacturer: 'Xylopipe',
  product: 'Emulated board',
  serial: 'A1',
  interface: HXP_OVER_USB.interface,
  speed: 480,
  permitted: true,
};

/**
 * Plugs a board into the emulated bus. Each time that a host opens it, `opened` gets the board's end of the link.
 * `differs`: what its description has other than `HXP_BOARD`.
 */
export async function plugInHxpBoard(
  opened: (link: Link) => void,
  differs: Partial<UsbDeviceDescription> = {},
): Promise<AttachedUsbDevice> {
  const description = { ...HXP_BOARD, ...differs };
  const device: AttachedUsbDevice = await attachUsbDevice(description, {
    received: (bytes) => end.received(Uint8Array.from(bytes)), // a Buffer is no plain array of bytes to all who see it
    request: (code, value) => end.request(code, value),
    cleared: (direction) => end.cleared(direction),
    unplugged: () => end.unplugged(),
  });
  const controller = {
    packetSize: maxPacketSize(description),
    send: (bytes: Uint8Array) => device.send(bytes),
    room: (bytes: number) => device.room(bytes),
    flush: () => device.flush(),
    halt: (direction: 'in' | 'out') => device.halt(direction),
  };
  const end = new UsbDeviceEnd(controller, description.serial, opened);
  return device;
}
