import type { Issue } from '@xylopipe/core';

/** What a device on the bus says of itself. */
export interface UsbBoard {
  readonly vendorId: number;
  readonly productId: number;
  readonly manufacturer: string;
  readonly product: string;
  /** Serial number; empty where it has none. */
  readonly serial: string;
  /** Where it is: bus and address, which is another after each plugging in; in a browser, which does not say, its ids. */
  readonly address: string;
  /** Why it cannot be opened; there where it is a board, or looks like one, but not for us or not now. */
  readonly refusal: Issue | undefined;
}

/** Direction as seen from the host. */
export type UsbDirection = 'in' | 'out';

/** What became of a transfer from the device. `idle`: nothing came for a while, which is no error. */
export type UsbTransferIn =
  | { readonly status: 'ok'; readonly bytes: Uint8Array }
  | { readonly status: 'idle' | 'stall' };

/** What became of a transfer to the device. `idle`: the device did not take all of it; it can be sent again. */
export type UsbTransferOut = 'ok' | 'idle' | 'stall';

/**
 * One device, and the transfers to and from its HXP interface: the least that USB has to offer for a link. Whoever
 * implements it answers for the oddities of what is underneath. Failures reject with a `XylopipeError`: `USB_DISCONNECTED`,
 * `USB_BUSY`, `USB_PERMISSION`, `USB_STATE`, `USB_UNAVAILABLE`, `USB_FAULT`.
 */
export interface UsbPort {
  readonly kind: 'usb' | 'webusb';
  readonly board: UsbBoard;
  /** Bytes of the longest packet of the bulk endpoints. */
  readonly packetSize: number;
  /** Opens the device and claims its interface. @throws what `board.refusal` says, if anything */
  open(): Promise<void>;
  /** Waits for what comes, at most `HXP_OVER_USB.maxTransfer` bytes. Brings `idle` at the latest after a second. */
  transferIn(): Promise<UsbTransferIn>;
  /** Sends one transfer; no bytes at all are an empty packet. The bytes are the port's until it settles. */
  transferOut(bytes: Uint8Array): Promise<UsbTransferOut>;
  clearHalt(direction: UsbDirection): Promise<void>;
  /** A vendor's request to the interface, without data. */
  request(code: number, value: number): Promise<void>;
  /** Whether the device is still on the bus, as far as one can tell. */
  isPresent(): Promise<boolean>;
  /** Ends what is under way and gives everything back. Can be called more than once, and never rejects. */
  close(): Promise<void>;
}
