import { type Issue, XylopipeError } from '@xylopipe/core';
import { type Clock, systemClock } from '../clock.js';
import { type HxpInterface, hxpInterfaceOf, NOT_A_BOARD, vendorDeviceIssue } from '../usb-link/hxp-interface.js';
import { HXP_OVER_USB, interfaceRequest } from '../usb-link/hxp-over-usb.js';
import { refusalError, usbBoardOf } from '../usb-link/usb-board.js';
import type { UsbDeviceLike, UsbInResultLike } from '../usb-link/usb-device-like.js';
import type { UsbBoard, UsbDirection, UsbPort, UsbTransferIn, UsbTransferOut } from '../usb-link/usb-port.js';
import type { WebUsb } from './web-usb.js';
import { type WebUsbAction, webUsbError } from './web-usb-error.js';

/** Milliseconds after which waiting is interrupted. */
const TIMEOUT = { in: 250, request: 1000 } as const;
const TIME_IS_UP = Symbol('time is up');

/**
 * A port over WebUSB. It has no timeouts: a transfer from the device that brings nothing stays under way, and is waited
 * for again by the next call; one to the device takes its time. Both end when the device is closed. Stalls are statuses.
 */
export class WebUsbPort implements UsbPort {
  readonly kind = 'webusb';
  readonly board: UsbBoard;
  readonly packetSize: number;
  readonly #usb: WebUsb;
  readonly #device: UsbDeviceLike;
  readonly #clock: Clock;
  readonly #hxp: HxpInterface | Issue;
  #open = false;
  #underWay: Promise<UsbInResultLike> | undefined;

  constructor(usb: WebUsb, device: UsbDeviceLike, clock: Clock = systemClock) {
    this.#usb = usb;
    this.#device = device;
    this.#clock = clock;
    const hxp = vendorDeviceIssue(device) ?? hxpInterfaceOf(device) ?? NOT_A_BOARD;
    this.#hxp = hxp;
    this.board = usbBoardOf(device, 'code' in hxp ? hxp : undefined);
    this.packetSize = 'code' in hxp ? 0 : hxp.packetSize;
  }

  async open(): Promise<void> {
    const { configuration, number } = this.#interface;
    await this.#try('open', async () => {
      await this.#device.open();
      // A browser lets one select a configuration once; the system has mostly done so.
      if (this.#device.configuration?.configurationValue !== configuration) {
        await this.#device.selectConfiguration(configuration);
      }
    });
    this.#open = true;
    try {
      await this.#try('claim', () => this.#device.claimInterface(number));
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  async transferIn(): Promise<UsbTransferIn> {
    const { endpoint } = this.#interface;
    this.#underWay ??= this.#device.transferIn(endpoint.in, HXP_OVER_USB.maxTransfer);
    const underWay = this.#underWay;
    return this.#try('transfer', async () => {
      const result = await this.#within(TIMEOUT.in, underWay).catch((error) => {
        this.#underWay = undefined;
        throw error;
      });
      if (result === TIME_IS_UP) return { status: 'idle' };
      this.#underWay = undefined;
      if (result.status === 'stall') return { status: 'stall' };
      if (result.status !== 'ok' || result.data === undefined) throw new Error(`status ${result.status}`);
      const { buffer, byteOffset, byteLength } = result.data;
      return { status: 'ok', bytes: new Uint8Array(buffer, byteOffset, byteLength) };
    });
  }

  async transferOut(bytes: Uint8Array): Promise<UsbTransferOut> {
    const { endpoint } = this.#interface;
    return this.#try('transfer', async () => {
      const { status } = await this.#device.transferOut(endpoint.out, bytes);
      return status === 'stall' ? 'stall' : 'ok';
    });
  }

  async clearHalt(direction: UsbDirection): Promise<void> {
    const { endpoint } = this.#interface;
    await this.#try('transfer', () => this.#device.clearHalt(direction, endpoint[direction]));
  }

  async request(request: number, value: number): Promise<void> {
    const setup = interfaceRequest(request, value, this.#interface.number);
    const result = await this.#try('transfer', () =>
      this.#within(TIMEOUT.request, this.#device.controlTransferOut(setup)),
    );
    if (result !== TIME_IS_UP && result.status === 'ok') return;
    const [code, message] =
      result === TIME_IS_UP
        ? ['USB_TIMEOUT', `the device has not answered for ${TIMEOUT.request} ms`]
        : ['USB_STALLED', 'the device refuses the request'];
    throw new XylopipeError(code, message, { who: this.#who, hint: 'does its firmware speak HXP?' });
  }

  async isPresent(): Promise<boolean> {
    const devices = await this.#usb.getDevices().catch(() => [this.#device]);
    return devices.includes(this.#device);
  }

  async close(): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    this.#underWay?.catch(() => {}); // closing makes it reject
    this.#underWay = undefined;
    await this.#device.releaseInterface(this.#interface.number).catch(() => {});
    await this.#device.close().catch(() => {});
  }

  async #within<T>(ms: number, promise: Promise<T>): Promise<T | typeof TIME_IS_UP> {
    let stopTimer = () => {};
    const timeIsUp = new Promise<typeof TIME_IS_UP>((resolve) => {
      stopTimer = this.#clock.after(ms, () => resolve(TIME_IS_UP));
    });
    return Promise.race([promise, timeIsUp]).finally(stopTimer);
  }

  #try<T>(action: WebUsbAction, run: () => Promise<T>): Promise<T> {
    return run().catch((cause) => {
      throw webUsbError(cause, action, this.#who);
    });
  }

  get #interface(): HxpInterface {
    if ('code' in this.#hxp) throw refusalError(this.kind, this.board.address, this.#hxp);
    return this.#hxp;
  }

  get #who(): string {
    return `${this.kind} ${this.board.address}`;
  }
}
