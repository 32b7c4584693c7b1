import type { Socket } from 'node:net';
import type { Direction } from '../device/description.js';
import { type Firmware, UsbDevice } from '../device/usb-device.js';
import type { EmulatedBus } from '../system/emulated-bus.js';
import type { Place } from '../system/sysfs.js';
import { Cable } from './cable.js';
import type { Command, FromFirmware, ToFirmware } from './message.js';

/** Bytes from the host that may be on their way to the firmware before the device says "not now". */
const WINDOW = 256 * 1024;

/** A device whose firmware is at the other end of a socket. When the socket closes, the device is gone. */
export class PluggedDevice implements Firmware {
  readonly #bus: EmulatedBus;
  readonly #port: number;
  readonly #cable: Cable<ToFirmware, FromFirmware>;
  readonly #requests: ((accepted: boolean) => void)[] = [];
  #device: UsbDevice | undefined;
  #place: Place | undefined;
  #onTheWay = 0;

  constructor(bus: EmulatedBus, port: number, socket: Socket) {
    this.#bus = bus;
    this.#port = port;
    this.#cable = new Cable(socket, (message) => this.#handle(message));
    socket.on('error', () => {}); // 'close' follows
    socket.on('close', () => this.#unplug());
  }

  received(bytes: Uint8Array): boolean {
    this.#cable.send({ type: 'received', bytes });
    this.#onTheWay += bytes.length;
    return this.#onTheWay < WINDOW;
  }

  taken(bytes: number): void {
    this.#cable.send({ type: 'taken', bytes });
  }

  request(code: number, value: number): Promise<boolean> {
    this.#cable.send({ type: 'request', code, value });
    return new Promise((resolve) => this.#requests.push(resolve));
  }

  cleared(direction: Direction): void {
    this.#cable.send({ type: 'cleared', direction });
  }

  lifeEnded(): void {
    this.#unplug();
  }

  #handle(message: FromFirmware): void {
    switch (message.type) {
      case 'command':
        this.#obey(message.command);
        this.#cable.send({ type: 'done' });
        break;
      case 'send':
        this.#attached.in.send(message.bytes);
        break;
      case 'room':
        this.#onTheWay -= message.bytes;
        if (this.#onTheWay < WINDOW) this.#attached.out.ready();
        break;
      case 'answer':
        this.#requests.shift()?.(message.accepted);
        break;
    }
  }

  #obey(command: Command): void {
    switch (command.type) {
      case 'attach':
        this.#device = new UsbDevice(command.description, this);
        this.#plug();
        break;
      case 'plug':
        this.#plug();
        break;
      case 'unplug':
        if (command.afterBytes === 0) this.#unplug();
        else this.#attached.out.liveFor(command.afterBytes);
        break;
      case 'halt':
        this.#attached[command.direction].halt();
        break;
      case 'hold':
        this.#attached[command.direction].hold(command.on);
        break;
      case 'flush':
        this.#attached.in.flush();
        break;
    }
  }

  get #attached(): UsbDevice {
    if (this.#device === undefined) throw new Error('a device says what it is before anything else');
    return this.#device;
  }

  #plug(): void {
    this.#place ??= this.#bus.plug(this.#attached, this.#port);
  }

  #unplug(): void {
    const place = this.#place;
    if (place === undefined) return;
    this.#place = undefined;
    this.#bus.unplug(this.#attached, place);
    this.#cable.send({ type: 'unplugged' });
  }
}
