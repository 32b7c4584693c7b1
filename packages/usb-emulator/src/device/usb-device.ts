import { ERRNO } from '../usbfs/errno.js';
import type { Setup } from '../usbfs/urb.js';
import { type Direction, maxPacketSize, type UsbDeviceDescription } from './description.js';
import { descriptorBytes, stringDescriptor } from './descriptors.js';
import { InPipe } from './in-pipe.js';
import { OutPipe } from './out-pipe.js';

/** What is inside the device: the firmware, which may be anywhere. */
export interface Firmware {
  /** Bytes of a bulk OUT transfer. Returns whether more can be taken just now; `device.out.ready` says when again. */
  received(bytes: Uint8Array): boolean;
  /** The host has taken so many bytes of what was sent. */
  taken(bytes: number): void;
  /** A request of the vendor's own, without data, to the interface. False refuses it with a stall. */
  request(request: number, value: number): Promise<boolean>;
  /** The host has cleared the stall of an endpoint. */
  cleared(direction: Direction): void;
  /** The device has got as many bytes as it was to live for. */
  lifeEnded(): void;
}

/** What answers a control transfer. */
export type ControlAnswer = { readonly status: 0; readonly data?: Uint8Array } | { readonly status: number };

/** `bmRequestType` of a request without data to a vendor's own interface. */
const VENDOR_INTERFACE_OUT = 0x41;
const GET_DESCRIPTOR = 6;
const GET_CONFIGURATION = 8;
const STRING = 3;
const STALL: ControlAnswer = { status: -ERRNO.EPIPE };

/** An emulated device: descriptors, a control endpoint, two bulk endpoints. */
export class UsbDevice {
  readonly description: UsbDeviceDescription;
  readonly descriptors: Buffer;
  readonly in: InPipe;
  readonly out: OutPipe;
  readonly #firmware: Firmware;

  constructor(description: UsbDeviceDescription, firmware: Firmware) {
    this.description = description;
    this.descriptors = descriptorBytes(description);
    this.in = new InPipe(maxPacketSize(description), (bytes) => firmware.taken(bytes));
    this.out = new OutPipe(firmware);
    this.#firmware = firmware;
  }

  clearHalt(direction: Direction): void {
    this[direction].clearHalt();
    this.#firmware.cleared(direction);
  }

  /** Answers a control transfer. */
  async control(setup: Setup): Promise<ControlAnswer> {
    if (setup.requestType === VENDOR_INTERFACE_OUT && setup.length === 0) {
      return (await this.#firmware.request(setup.request, setup.value)) ? { status: 0 } : STALL;
    }
    if (setup.request === GET_CONFIGURATION) return { status: 0, data: Uint8Array.of(1) };
    if (setup.request === GET_DESCRIPTOR && setup.value >> 8 === STRING) {
      const data = stringDescriptor(this.description, setup.value & 0xff)?.subarray(0, setup.length);
      return data === undefined ? STALL : { status: 0, data };
    }
    return STALL;
  }
}
