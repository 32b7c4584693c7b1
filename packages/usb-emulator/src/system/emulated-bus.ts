import type { UsbDevice } from '../device/usb-device.js';
import { Usbfs } from '../usbfs/usbfs.js';
import { hotplugMessage } from './hotplug-message.js';
import type { Network } from './network.js';
import { hotplugProperties, type Place, Sysfs } from './sysfs.js';

/** Address of the first device; 1 would be the root hub. */
const FIRST_ADDRESS = 2;

/** A USB bus that programs of this namespace see: device files, sysfs and the messages of udev. */
export class EmulatedBus {
  readonly #sysfs = new Sysfs();
  readonly #network: Network;
  readonly #usbfs: Usbfs;
  #nextAddress = FIRST_ADDRESS;
  #messages = 0;

  /** `folder` is where device files appear. */
  constructor(folder: string, network: Network) {
    this.#network = network;
    this.#usbfs = new Usbfs(folder);
  }

  /** Plugs a device into a port. It gets a new address each time, as on a real bus. */
  plug(device: UsbDevice, port: number): Place {
    const place = { port, address: this.#nextAddress++ };
    this.#usbfs.add(place.address, device);
    this.#sysfs.add(place, device.description);
    this.#announce('add', place);
    return place;
  }

  unplug(device: UsbDevice, place: Place): void {
    this.#sysfs.remove(place);
    this.#usbfs.remove(place.address);
    device.in.reset();
    device.out.reset();
    this.#announce('remove', place);
  }

  close(): void {
    this.#usbfs.close();
  }

  #announce(action: 'add' | 'remove', place: Place): void {
    this.#messages += 1;
    this.#network.send(hotplugMessage({ ACTION: action, ...hotplugProperties(place), SEQNUM: String(this.#messages) }));
  }
}
