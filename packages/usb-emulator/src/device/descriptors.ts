import { ENDPOINT, maxPacketSize, type UsbDeviceDescription } from './description.js';

/** Descriptor types (USB 2.0, table 9-5). */
const TYPE = { device: 1, configuration: 2, string: 3, interface: 4, endpoint: 5 } as const;
const BULK = 2;
const US_ENGLISH = 0x0409;

/** Where each string is found by GET_DESCRIPTOR. */
const STRING_INDEX = { manufacturer: 1, product: 2, serial: 3, interface: 4 } as const;

const u16 = (value: number): [number, number] => [value & 0xff, value >> 8];

/** The device descriptor and behind it the configuration with all that is in it, as usbfs gives them to a reader. */
export function descriptorBytes(description: UsbDeviceDescription): Buffer {
  const { vendorId, productId, interface: own } = description;
  const index = STRING_INDEX;
  const packet = u16(maxPacketSize(description));
  const device = [18, TYPE.device, ...u16(0x0210), 0, 0, 0, 64, ...u16(vendorId), ...u16(productId), ...u16(0x0100)];
  device.push(index.manufacturer, index.product, index.serial, 1);
  const inside = [
    ...[9, TYPE.interface, 0, 0, 2, own.class, own.subclass, own.protocol, index.interface],
    ...[7, TYPE.endpoint, ENDPOINT.out, BULK, ...packet, 0],
    ...[7, TYPE.endpoint, ENDPOINT.in, BULK, ...packet, 0],
  ];
  const configuration = [9, TYPE.configuration, ...u16(9 + inside.length), 1, 1, 0, 0x80, 50];
  return Buffer.from([...device, ...configuration, ...inside]);
}

/** The string descriptor at an index; index 0 lists the languages. `undefined` where there is none. */
export function stringDescriptor(description: UsbDeviceDescription, index: number): Buffer | undefined {
  if (index === 0) return Buffer.from([4, TYPE.string, ...u16(US_ENGLISH)]);
  const texts = [
    undefined,
    description.manufacturer,
    description.product,
    description.serial,
    description.interface.name,
  ];
  const text = texts[index];
  if (text === undefined) return undefined;
  const body = Buffer.from(text, 'utf16le');
  return Buffer.concat([Buffer.from([2 + body.length, TYPE.string]), body]);
}
