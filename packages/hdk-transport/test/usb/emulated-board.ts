import { type AttachedUsbDevice, plugInHxpBoard, type UsbDeviceDescription } from '@xylopipe/usb-emulator';
import { onTestFinished } from 'vitest';
import type { Link } from '../../src/link/link.js';
import { listUsbBoards } from '../../src/usb/list-usb-boards.js';
import { usbLink } from '../../src/usb-link/usb-link.js';
import type { UsbPort } from '../../src/usb-link/usb-port.js';

/** A device on the emulated bus, with the links that hosts open to it. */
export class EmulatedBoard {
  readonly #device: AttachedUsbDevice;
  readonly #links: readonly Link[];

  private constructor(device: AttachedUsbDevice, links: readonly Link[]) {
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
    const device = await plugInHxpBoard((link) => {
      links.push(link);
      opened(link);
    }, differs);
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
