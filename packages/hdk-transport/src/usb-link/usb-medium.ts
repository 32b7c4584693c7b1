import { isXylopipeError, XylopipeError } from '@xylopipe/core';
import type { Clock } from '../clock.js';
import type { LinkInfo } from '../link/link.js';
import { type Medium, MediumLink } from '../link/medium-link.js';
import { HXP_OVER_USB, LINK_STATE, needsEmptyPacket } from './hxp-over-usb.js';
import type { UsbDirection, UsbPort } from './usb-port.js';

/** Milliseconds in which a system notices that a device is gone: hubs are asked some times a second. */
const NOTICED_WITHIN = 300;

export interface UsbMediumSettings {
  readonly capacity: number;
  readonly stallTimeout: number;
  readonly clock: Clock;
}

/** The host's end of a link over an open port: one loop reads, and frames are written one after the other. */
export class UsbMedium implements Medium {
  readonly link: MediumLink;
  readonly info: LinkInfo;
  readonly maxFrame = HXP_OVER_USB.maxTransfer;
  readonly capacity: number;
  readonly #port: UsbPort;
  readonly #settings: UsbMediumSettings;
  readonly #reading: Promise<void>;
  #writing: Promise<void> = Promise.resolve();
  #released = false;
  #resume: () => void = () => {};

  constructor(port: UsbPort, settings: UsbMediumSettings) {
    this.info = { kind: port.kind, address: port.board.address };
    this.capacity = settings.capacity;
    this.#port = port;
    this.#settings = settings;
    this.link = new MediumLink(this);
    this.#reading = this.#read().catch((error) => this.link.finish('lost', error));
  }

  write(frame: Uint8Array): Promise<void> {
    const { clock, stallTimeout } = this.#settings;
    const stopTimer = clock.after(stallTimeout, () => this.link.finish('lost', this.#notTaken()));
    const writing = this.#write(frame).finally(stopTimer);
    this.#writing = writing.catch(() => {});
    return writing;
  }

  resume(): void {
    this.#resume();
  }

  async release(): Promise<void> {
    this.#released = true;
    this.#resume();
    // Makes the device end the transfer that we wait for; where it is gone, waiting ends by itself.
    await this.#port.request(HXP_OVER_USB.linkStateRequest, LINK_STATE.closed).catch(() => {});
    await this.#port.close();
    await Promise.all([this.#reading, this.#writing]);
  }

  async #read(): Promise<void> {
    while (!this.#released) {
      const transfer = await this.#unlessStalled('in', () => this.#port.transferIn());
      if (transfer.status !== 'ok' || this.link.arrived(transfer.bytes)) continue;
      await new Promise<void>((resolve) => {
        this.#resume = resolve;
        if (this.#released) resolve();
      });
    }
  }

  async #write(frame: Uint8Array): Promise<void> {
    await this.#transfer(frame);
    if (needsEmptyPacket(frame.length, this.#port.packetSize)) await this.#transfer(new Uint8Array(0));
  }

  /** Sends a transfer until the device has taken it; if it got a part, it finds the beginning of a frame again. */
  async #transfer(bytes: Uint8Array): Promise<void> {
    const send = async () => ({ status: await this.#port.transferOut(bytes) });
    while (!this.#released && (await this.#unlessStalled('out', send)).status !== 'ok');
  }

  /** Clears a stall once and tries again; a second one is the end, as is every failure, of which it finds out the cause. */
  async #unlessStalled<T extends { readonly status: string }>(
    direction: UsbDirection,
    transfer: () => Promise<T>,
  ): Promise<T> {
    try {
      const first = await transfer();
      if (first.status !== 'stall' || this.#released) return first;
      await this.#port.clearHalt(direction);
      const second = await transfer();
      if (second.status !== 'stall' || this.#released) return second;
      throw new XylopipeError('USB_STALLED', `the device refuses transfers (${direction})`, {
        who: this.#who,
        hint: 'it has ended the link, or failed: open another link, or plug it in again',
      });
    } catch (error) {
      throw await this.#explain(error);
    }
  }

  /** A device that is pulled out in the midst of a transfer can look like a fault or a stall: the bus knows, soon. */
  async #explain(cause: unknown): Promise<unknown> {
    if (isXylopipeError(cause) && cause.code === 'USB_DISCONNECTED') return cause;
    if (this.#released || ((await this.#port.isPresent()) && (await this.#isPresentStill()))) return cause;
    return new XylopipeError('USB_DISCONNECTED', 'the device is no longer there', {
      who: this.#who,
      hint: 'plug it in again and open another link',
      cause,
    });
  }

  async #isPresentStill(): Promise<boolean> {
    await new Promise<void>((resolve) => this.#settings.clock.after(NOTICED_WITHIN, resolve));
    return this.#port.isPresent();
  }

  #notTaken(): XylopipeError {
    const message = `the device has not taken a frame for ${this.#settings.stallTimeout} ms`;
    return new XylopipeError('LINK_TIMEOUT', message, { who: this.#who, hint: 'does its firmware still run?' });
  }

  get #who(): string {
    return `${this.info.kind} ${this.info.address}`;
  }
}
