import { type AttachedUsbDevice, attachUsbDevice, type UsbDeviceDescription } from '@xylopipe/usb-emulator';
import { onTestFinished } from 'vitest';
import type { Link } from '../../src/link/link.js';
import { listUsbBoards } from '../../src/usb/list-usb-boards.js';
import { HXP_OVER_USB } from '../../src/usb-link/hxp-over-usb.js';
import { UsbDeviceEnd } from '../../src/usb-link/usb-device-end.js';
import { usbLink } from '../../src/usb-link/usb-link.js';
import type { UsbPort } from '../../src/usb-link/usb-port.js';

const { vendorId, productId, interface: own } = HXP_OVER_USB;

/** A board of ours, as its descriptors say. */
export const BOARD: UsbDeviceDescription = {
  vendorId,
  productId,
  manufacturer: 'Xylopipe',
  product: 'Emulated board',
  serial: 'A1',
  interface: own,
  speed: 480,
  permitted: true,
};

/** A device on the emulated bus, with the links that hosts open to it. */
export class EmulatedBoard {
  readonly #device: AttachedUsbDevice;
  readonly #links: Link[] = [];

  private constructor(device: AttachedUsbDevice, links: Link[]) {
    this.#device = device;
    this.#links = links;
  }

  /** Plugs one in; it is taken away when the test is over. */
  static async plugIn(differs: Partial<UsbDeviceDescription> = {}): Promise<EmulatedBoard> {
    const board = await EmulatedBoard.attach(differs);
    onTestFinished(() => board.detach());
    return board;
  }

  /** `opened` gets each link. */
  static async attach(differs: Partial<UsbDeviceDescription> = {}, opened = (_: Link) => {}): Promise<EmulatedBoard> {
    const links: Link[] = [];
    const description = { ...BOARD, ...differs };
    const device: AttachedUsbDevice = await attachUsbDevice(description, {
      received: (bytes) => end.received(Uint8Array.from(bytes)),
      request: (code, value) => end.request(code, value),
      cleared: (direction) => end.cleared(direction),
      unplugged: () => end.unplugged(),
    });
    const packetSize = description.speed === 480 ? 512 : 1024;
    const controller = {
      packetSize,
      send: (bytes: Uint8Array) => device.send(bytes),
      room: (bytes: number) => device.room(bytes),
      flush: () => device.flush(),
      halt: (direction: 'in' | 'out') => device.halt(direction),
    };
    const end = new UsbDeviceEnd(controller, description.serial, (link) => {
      links.push(link);
      opened(link);
    });
    return new EmulatedBoard(device, links);
  }

  /** What a hand at the cable, or a fault of the firmware, does. */
  get device(): AttachedUsbDevice {
    return this.#device;
  }

  /** The board's end of the link that was opened last. */
  get link(): Link {
    return this.#links.at(-1) as Link;
  }

  detach(): Promise<void> {
    return this.#device.detach();
  }
}

/** The port of the only board on the bus. */
export async function onlyPort(): Promise<UsbPort> {
  const ports = await listUsbBoards();
  if (ports.length !== 1) throw new Error(`${ports.length} boards`);
  return ports[0] as UsbPort;
}

/** Opens a link to the only board, and gives it back when the test is over. */
export async function openLink(options = {}): Promise<Link> {
  const link = await usbLink(await onlyPort(), options);
  onTestFinished(() => link.close());
  return link;
}
