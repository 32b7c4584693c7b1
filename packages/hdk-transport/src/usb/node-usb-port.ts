import { type Issue, XylopipeError } from '@xylopipe/core';
import type { HxpInterface } from '../usb-link/hxp-interface.js';
import { HXP_OVER_USB, interfaceRequest } from '../usb-link/hxp-over-usb.js';
import { refusalError, usbBoardOf } from '../usb-link/usb-board.js';
import type { UsbBoard, UsbDirection, UsbPort, UsbTransferIn, UsbTransferOut } from '../usb-link/usb-port.js';
import { addressOf, type NodeUsb, type NodeUsbDevice, nodeUsbDevices } from './node-usb.js';
import { usbError, usbFailureOf } from './usb-failure.js';

/** Milliseconds that transfers are given before they are tried again. */
const TIMEOUT = { in: 250, out: 1000, request: 1000 } as const;

/**
 * A port over the package `usb` 3.1.0. It has ten pitfalls, which are dealt with here and nowhere else:
 *
 * 1. A second transfer on an endpoint fails ("endpoint not found"): transfers of an endpoint wait for each other.
 * 2. While a transfer is under way, closing and even reading a descriptor throws ("borrowed mutably"): descriptors are
 *    copied at the beginning, and closing waits.
 * 3. A transfer without a timeout gets one of a second: it is always given.
 * 4. A timeout throws the bytes away that have come so far: frames are checked and asked for again by those above. One
 *    frame is one transfer, so that nothing else is lost with it.
 * 5. A stall rejects; in browsers it is a status: it is a status of ours in either case.
 * 6. Errors differ by their text alone: `usbFailureOf` reads it.
 * 7. `close` without `releaseInterface` keeps the claim: the interface is always released first.
 * 8. Lengths are rounded up to packets, and buffers copied twice: transfers have one length, which is worth its call.
 * 9. A transfer cannot be cancelled: it is short, and the device ends it when the link is closed.
 * 10. Isochronous transfers are missing: none is used.
 */
export class NodeUsbPort implements UsbPort {
  readonly kind = 'usb';
  readonly board: UsbBoard;
  readonly packetSize: number;
  readonly #usb: NodeUsb;
  readonly #device: NodeUsbDevice;
  readonly #hxp: HxpInterface | Issue;
  /** The last transfer of each endpoint; never rejects. */
  readonly #last: Record<UsbDirection | 'control', Promise<unknown>>;
  /** From the beginning of opening to the end of closing. */
  #taken = false;
  #open = false;

  /** `hxp` is the device's interface, or why it cannot be opened. */
  constructor(usb: NodeUsb, device: NodeUsbDevice, hxp: HxpInterface | Issue) {
    this.#usb = usb;
    this.#device = device;
    this.#hxp = hxp;
    // Pitfall 2: read while nothing is under way.
    this.board = usbBoardOf(device, 'code' in hxp ? hxp : undefined, addressOf(device));
    this.packetSize = 'code' in hxp ? 0 : hxp.packetSize;
    const idle = Promise.resolve();
    this.#last = { in: idle, out: idle, control: idle };
  }

  async open(): Promise<void> {
    const { number } = this.#interface;
    if (this.#taken)
      throw new XylopipeError('USB_BUSY', 'this port is open already', {
        who: this.#who,
        hint: 'open it by one link only, and close that one first',
      });
    this.#taken = true;
    try {
      await this.#device.open();
      await this.#device.claimInterface(number);
      this.#open = true;
    } catch (cause) {
      await quietly(() => this.#device.close());
      this.#taken = false;
      throw this.#error(cause);
    }
  }

  async transferIn(): Promise<UsbTransferIn> {
    const { endpoint } = this.#interface;
    try {
      // Pitfalls 3 and 8: our timeout, our length.
      const transfer = () => this.#device.transferIn(endpoint.in, HXP_OVER_USB.maxTransfer, TIMEOUT.in);
      const { status, data } = await this.#inTurn('in', transfer);
      if (status !== 'ok' || data === undefined) return { status: 'stall' };
      return { status: 'ok', bytes: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) };
    } catch (cause) {
      return { status: this.#statusOf(cause) };
    }
  }

  async transferOut(bytes: Uint8Array): Promise<UsbTransferOut> {
    const { endpoint } = this.#interface;
    try {
      const transfer = () => this.#device.transferOut(endpoint.out, bytes, TIMEOUT.out);
      return (await this.#inTurn('out', transfer)).status === 'ok' ? 'ok' : 'stall';
    } catch (cause) {
      return this.#statusOf(cause);
    }
  }

  async clearHalt(direction: UsbDirection): Promise<void> {
    const { endpoint } = this.#interface;
    await this.#inTurn(direction, () => this.#device.clearHalt(direction, endpoint[direction])).catch((cause) => {
      throw this.#error(cause);
    });
  }

  async request(request: number, value: number): Promise<void> {
    const setup = interfaceRequest(request, value, this.#interface.number);
    const transfer = () => this.#device.controlTransferOut(setup, new Uint8Array(0), TIMEOUT.request);
    await this.#inTurn('control', transfer).catch((cause) => {
      throw this.#error(cause);
    });
  }

  async isPresent(): Promise<boolean> {
    const devices = await nodeUsbDevices(this.#usb).catch(() => [this.#device]);
    return devices.some((device) => device === this.#device || addressOf(device) === this.board.address);
  }

  async close(): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    // Pitfalls 2 and 9: what is under way ends by itself, soon.
    await Promise.all(Object.values(this.#last));
    // Pitfall 7: released first. Of a device that is gone neither can be done, nor need be.
    await quietly(() => this.#device.releaseInterface(this.#interface.number));
    await quietly(() => this.#device.close());
    this.#taken = false;
  }

  /** Pitfall 1: one at a time. */
  #inTurn<T>(endpoint: UsbDirection | 'control', transfer: () => Promise<T>): Promise<T> {
    const result = this.#last[endpoint].then(() => {
      if (!this.#open) throw new Error('invalid state: the port is closed');
      return transfer();
    });
    this.#last[endpoint] = result.catch(() => {});
    return result;
  }

  /** Pitfalls 5 and 6: what is no failure to us. */
  #statusOf(cause: unknown): 'idle' | 'stall' {
    const failure = usbFailureOf(cause);
    if (failure === 'timeout') return 'idle';
    if (failure === 'stall') return 'stall';
    throw this.#error(cause);
  }

  get #interface(): HxpInterface {
    if ('code' in this.#hxp) throw refusalError(this.kind, this.board.address, this.#hxp);
    return this.#hxp;
  }

  #error(cause: unknown): Error {
    return usbError(cause, this.#who);
  }

  get #who(): string {
    return `${this.kind} ${this.board.address}`;
  }
}

/** Does what need not succeed. Some of `usb` throws, rather than to reject: pitfall 2. */
async function quietly(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch {
    // The device is left either way.
  }
}
