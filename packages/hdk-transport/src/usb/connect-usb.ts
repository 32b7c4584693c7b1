import { XylopipeError } from '@xylopipe/core';
import type { Link } from '../link/link.js';
import { type UsbLinkOptions, usbLink } from '../usb-link/usb-link.js';
import type { UsbPort } from '../usb-link/usb-port.js';
import { listUsbBoards } from './list-usb-boards.js';

/** Which board, and how. */
export interface ConnectUsbOptions extends UsbLinkOptions {
  /** Serial number; can be left out where there is only one board. */
  readonly serial?: string | undefined;
}

/**
 * Opens a link to a board on the bus.
 *
 * @throws USB_NOT_FOUND, USB_AMBIGUOUS where several fit, USB_UNAVAILABLE, and what `usbLink` throws
 */
export async function connectUsb({ serial, ...options }: ConnectUsbOptions = {}): Promise<Link> {
  return usbLink(theOne(await listUsbBoards(), serial), options);
}

/** The only port that fits. A board that is refused counts only where it is asked for, or where there is no other. */
export function theOne(ports: readonly UsbPort[], serial: string | undefined): UsbPort {
  const fitting = ports.filter(({ board }) => serial === undefined || board.serial === serial);
  const ours = fitting.filter(({ board }) => board.refusal === undefined);
  const [port, second] = ours.length > 0 ? ours : fitting;
  const wanted = serial === undefined ? 'usb' : `usb:${serial}`;
  if (port === undefined) {
    throw new XylopipeError('USB_NOT_FOUND', 'there is no such board', {
      who: wanted,
      hint: ports.length === 0 ? 'is it plugged in?' : `there are: ${ports.map(nameOf).join(', ')}`,
    });
  }
  if (second !== undefined) {
    throw new XylopipeError('USB_AMBIGUOUS', 'there are several such boards', {
      who: wanted,
      hint: `name one by its serial number: ${ours.map(nameOf).join(', ')}`,
    });
  }
  return port;
}

const nameOf = ({ board }: UsbPort): string =>
  `${board.serial === '' ? 'without a serial number' : board.serial} (${board.product}, ${board.address})`;
