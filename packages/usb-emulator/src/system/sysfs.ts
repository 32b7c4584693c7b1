import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { UsbDeviceDescription } from '../device/description.js';
import { descriptorBytes } from '../device/descriptors.js';

/** Where a device is: on the emulated bus, which is bus 1. */
export interface Place {
  readonly port: number;
  readonly address: number;
}

const BUS = 1;
/** Number of USB device files among all devices of Linux. */
const MAJOR = 189;
const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
const three = (value: number): string => String(value).padStart(3, '0');
const nameOf = ({ port }: Place): string => `${BUS}-${port}`;

/** `DEVPATH`: the device's folder below `/sys`. */
const sysfsPath = (place: Place): string => `/devices/platform/emulated-hcd/usb${BUS}/${nameOf(place)}`;

/** Properties of the device as the kernel and udev report them, without the action. */
export const hotplugProperties = (place: Place): Record<string, string> => ({
  DEVPATH: sysfsPath(place),
  SUBSYSTEM: 'usb',
  DEVTYPE: 'usb_device',
  BUSNUM: three(BUS),
  DEVNUM: three(place.address),
  DEVNAME: `/dev/bus/usb/${three(BUS)}/${three(place.address)}`,
});

/** The folders and files below `/sys` in which programs look for USB devices. */
export class Sysfs {
  readonly #root: string;

  constructor(root = '/sys') {
    this.#root = root;
    mkdirSync(this.#links, { recursive: true });
  }

  add(place: Place, description: UsbDeviceDescription): void {
    const folder = join(this.#root, sysfsPath(place));
    const own = description.interface;
    write(folder, {
      busnum: BUS,
      devnum: place.address,
      devpath: place.port,
      idVendor: hex(description.vendorId, 4),
      idProduct: hex(description.productId, 4),
      bcdDevice: '0100',
      version: ' 2.10',
      bDeviceClass: '00',
      bDeviceSubClass: '00',
      bDeviceProtocol: '00',
      speed: description.speed,
      bConfigurationValue: 1,
      bNumConfigurations: 1,
      bNumInterfaces: ' 1',
      manufacturer: description.manufacturer,
      product: description.product,
      serial: description.serial,
      uevent: [
        `MAJOR=${MAJOR}`,
        `MINOR=${place.address - 1}`,
        `DEVNAME=bus/usb/${three(BUS)}/${three(place.address)}`,
        'DEVTYPE=usb_device',
        'DRIVER=usb',
        `BUSNUM=${three(BUS)}`,
        `DEVNUM=${three(place.address)}`,
      ].join('\n'),
    });
    writeFileSync(join(folder, 'descriptors'), descriptorBytes(description));
    write(join(folder, `${nameOf(place)}:1.0`), {
      bInterfaceNumber: '00',
      bAlternateSetting: ' 0',
      bNumEndpoints: '02',
      bInterfaceClass: hex(own.class, 2),
      bInterfaceSubClass: hex(own.subclass, 2),
      bInterfaceProtocol: hex(own.protocol, 2),
      interface: own.name,
    });
    symlinkSync(relative(folder, join(this.#root, 'bus/usb')), join(folder, 'subsystem'));
    symlinkSync(relative(this.#links, folder), join(this.#links, nameOf(place)));
  }

  remove(place: Place): void {
    rmSync(join(this.#links, nameOf(place)));
    rmSync(join(this.#root, sysfsPath(place)), { recursive: true });
  }

  get #links(): string {
    return join(this.#root, 'bus/usb/devices');
  }
}

function write(folder: string, files: Readonly<Record<string, string | number>>): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), `${text}\n`);
}
