import { XylopipeError } from '@xylopipe/core';
import type { Link, LinkEnd, LinkInfo } from '../link/link.js';
import { type Medium, MediumLink } from '../link/medium-link.js';
import { HXP_OVER_USB, LINK_STATE, needsEmptyPacket } from './hxp-over-usb.js';
import type { UsbDirection } from './usb-port.js';

/** What the USB controller of a device does for its firmware. */
export interface UsbFunction {
  /** Bytes of the longest packet of the bulk endpoints. */
  readonly packetSize: number;
  /** Sends a transfer to the host; no bytes are an empty packet. Resolves when there is room for another. */
  send(bytes: Uint8Array): Promise<void>;
  /** So many of the received bytes are dealt with, and others may come. */
  room(bytes: number): void;
  /** Drops what was sent and the host has not taken. Comes before what is sent afterwards. */
  flush(): Promise<void>;
  /** Stalls an endpoint until the host clears it. */
  halt(direction: UsbDirection): Promise<void>;
}

/**
 * The device's side of HXP over USB: a link for each time that a host opens one. Whoever drives the controller calls the
 * methods when something happens.
 */
export class UsbDeviceEnd {
  readonly #usb: UsbFunction;
  readonly #opened: (link: Link) => void;
  readonly #info: LinkInfo;
  #current: DeviceMedium | undefined;

  /** `opened` gets each link. `address` is what the links are known by. */
  constructor(usb: UsbFunction, address: string, opened: (link: Link) => void) {
    this.#usb = usb;
    this.#opened = opened;
    this.#info = { kind: 'usb', address };
  }

  /** Bytes of a bulk OUT transfer have come, which nobody else touches. */
  received(bytes: Uint8Array): void {
    if (this.#current === undefined) this.#usb.room(bytes.length);
    else this.#current.received(bytes);
  }

  /** A vendor's request to the interface. Whether it is one that we know. */
  request(code: number, value: number): boolean {
    if (code !== HXP_OVER_USB.linkStateRequest) return false;
    if (value === LINK_STATE.open) this.#open();
    else if (value === LINK_STATE.closed) this.#close();
    else return false;
    return true;
  }

  /** The host has cleared a stall. What was not meant to be cleared is stalled again. */
  cleared(direction: UsbDirection): void {
    if (this.#current?.ended === true) void this.#usb.halt(direction);
  }

  /** The device was pulled out. */
  unplugged(): void {
    const gone = new XylopipeError('USB_DISCONNECTED', 'the device was pulled out', {
      who: `usb ${this.#info.address}`,
    });
    this.#current?.link.finish('lost', gone);
    this.#current = undefined;
  }

  #open(): void {
    this.#current?.link.finish('remote'); // by a host that has gone without a word
    void this.#usb.flush();
    this.#current = new DeviceMedium(this.#usb, this.#info);
    this.#opened(this.#current.link);
  }

  #close(): void {
    this.#current?.link.finish('remote');
    this.#current = undefined;
    void this.#usb.flush();
    void this.#usb.send(new Uint8Array(0));
  }
}

/** The device's end of one link. */
class DeviceMedium implements Medium {
  readonly link: MediumLink;
  readonly info: LinkInfo;
  readonly maxFrame = HXP_OVER_USB.maxTransfer;
  readonly capacity = 4 * HXP_OVER_USB.maxTransfer;
  readonly #usb: UsbFunction;
  #owed = 0;
  #ended = false;

  constructor(usb: UsbFunction, info: LinkInfo) {
    this.info = info;
    this.#usb = usb;
    this.link = new MediumLink(this);
  }

  get ended(): boolean {
    return this.#ended;
  }

  received(bytes: Uint8Array): void {
    this.#owed += bytes.length;
    if (this.link.arrived(bytes) || this.#ended) this.resume();
  }

  async write(frame: Uint8Array): Promise<void> {
    await this.#usb.send(frame);
    if (needsEmptyPacket(frame.length, this.#usb.packetSize)) await this.#usb.send(new Uint8Array(0));
  }

  resume(): void {
    this.#usb.room(this.#owed);
    this.#owed = 0;
  }

  async release({ reason }: LinkEnd): Promise<void> {
    this.#ended = true;
    this.resume();
    if (reason === 'local') await Promise.all([this.#usb.halt('in'), this.#usb.halt('out')]);
  }
}
