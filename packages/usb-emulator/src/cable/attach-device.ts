import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Direction, UsbDeviceDescription } from '../device/description.js';
import { Cable } from './cable.js';
import type { Command, FromFirmware, ToFirmware } from './message.js';

/** Environment variable that says where the bus is, inside of an emulation. */
export const BUS_VARIABLE = 'XYLOPIPE_EMULATED_USB';

/** Bytes that are on their way to the host before `send` waits. */
const WINDOW = 256 * 1024;

/** What the device does when something happens to it. */
export interface DeviceFirmware {
  /** Bytes of one bulk OUT transfer. After 256 KiB that `room` has not confirmed the host has to wait. */
  received(bytes: Uint8Array): void;
  /** A vendor's request without data to the interface. False refuses it with a stall. */
  request(code: number, value: number): boolean;
  /** The host has cleared the stall of an endpoint. */
  cleared(direction: Direction): void;
  /** It was pulled out. What was not sent is lost. */
  unplugged(): void;
}

/** Plugs a device into the emulated bus that this program runs beside. Throws where there is none. */
export async function attachUsbDevice(
  description: UsbDeviceDescription,
  firmware: DeviceFirmware,
  bus = process.env[BUS_VARIABLE],
): Promise<AttachedUsbDevice> {
  if (bus === undefined) throw new Error(`no USB emulation here: ${BUS_VARIABLE} is not set`);
  const socket = connect(bus);
  await once(socket, 'connect');
  return AttachedUsbDevice.attach(socket, description, firmware);
}

/** A device on the emulated bus, as its firmware and a person with a hand on the plug see it. */
export class AttachedUsbDevice {
  readonly #socket: Socket;
  readonly #cable: Cable<FromFirmware, ToFirmware>;
  readonly #firmware: DeviceFirmware;
  readonly #done: (() => void)[] = [];
  readonly #waiting: (() => void)[] = [];
  #onTheWay = 0;

  private constructor(socket: Socket, firmware: DeviceFirmware) {
    this.#socket = socket;
    this.#firmware = firmware;
    this.#cable = new Cable(socket, (message) => this.#handle(message));
  }

  /** Plugs in a device by way of a socket that is connected to the bus. */
  static async attach(
    socket: Socket,
    description: UsbDeviceDescription,
    firmware: DeviceFirmware,
  ): Promise<AttachedUsbDevice> {
    const device = new AttachedUsbDevice(socket, firmware);
    await device.#command({ type: 'attach', description });
    return device;
  }

  /** Sends a transfer to the host. Resolves when there is room for another. */
  async send(bytes: Uint8Array): Promise<void> {
    this.#onTheWay += bytes.length;
    this.#cable.send({ type: 'send', bytes });
    if (this.#onTheWay >= WINDOW) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** So many received bytes are dealt with. */
  room(bytes: number): void {
    this.#cable.send({ type: 'room', bytes });
  }

  /** Drops what was sent and the host has not taken. */
  flush(): Promise<void> {
    return this.#command({ type: 'flush' });
  }

  /** Stalls an endpoint until the host clears it. */
  halt(direction: Direction): Promise<void> {
    return this.#command({ type: 'halt', direction });
  }

  /** Lets an endpoint hang: nothing passes until `on` is false. */
  hold(direction: Direction, on: boolean): Promise<void> {
    return this.#command({ type: 'hold', direction, on });
  }

  /** Pulls it out: at once, or in the midst of a transfer when so many bytes more have come from the host. */
  unplug(afterBytes = 0): Promise<void> {
    return this.#command({ type: 'unplug', afterBytes });
  }

  plug(): Promise<void> {
    return this.#command({ type: 'plug' });
  }

  /** Takes it away for good. */
  async detach(): Promise<void> {
    if (this.#socket.closed) return;
    this.#socket.end();
    await once(this.#socket, 'close');
  }

  /** Tells the bus something, and waits until it is done. */
  #command(command: Command): Promise<void> {
    this.#cable.send({ type: 'command', command });
    return new Promise((resolve) => this.#done.push(resolve));
  }

  #handle(message: ToFirmware): void {
    switch (message.type) {
      case 'done':
        this.#done.shift()?.();
        break;
      case 'received':
        this.#firmware.received(message.bytes);
        break;
      case 'taken':
        this.#onTheWay -= message.bytes;
        if (this.#onTheWay < WINDOW) for (const resolve of this.#waiting.splice(0)) resolve();
        break;
      case 'request':
        this.#cable.send({ type: 'answer', accepted: this.#firmware.request(message.code, message.value) });
        break;
      case 'cleared':
        this.#firmware.cleared(message.direction);
        break;
      case 'unplugged':
        this.#firmware.unplugged();
        break;
    }
  }
}
