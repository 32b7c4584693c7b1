import { describe, expect, it } from 'vitest';
import type { UsbDeviceDescription } from './description.js';
import { descriptorBytes, stringDescriptor } from './descriptors.js';
import { type Firmware, UsbDevice } from './usb-device.js';

const DESCRIPTION: UsbDeviceDescription = {
  vendorId: 0x1209,
  productId: 0x0001,
  manufacturer: 'M',
  product: 'Pö',
  serial: 'S1',
  interface: { class: 255, subclass: 0x58, protocol: 1, name: 'I' },
  speed: 480,
  permitted: true,
};
const FIRMWARE: Firmware = {
  received: () => true,
  taken: () => {},
  request: async (request) => request === 1,
  cleared: () => {},
  lifeEnded: () => {},
};

describe('descriptors', () => {
  it('are a device, and a configuration that says how long it is', () => {
    const bytes = descriptorBytes(DESCRIPTION);
    expect(bytes.subarray(0, 2)).toEqual(Buffer.from([18, 1]));
    expect([bytes.readUInt16LE(8), bytes.readUInt16LE(10)]).toEqual([0x1209, 1]);
    const configuration = bytes.subarray(18);
    expect(configuration.readUInt16LE(2)).toBe(configuration.length);
    expect([...configuration.subarray(9, 18)]).toEqual([9, 4, 0, 0, 2, 255, 0x58, 1, 4]);
  });

  it('follow each other by their lengths', () => {
    const types: number[] = [];
    const bytes = descriptorBytes(DESCRIPTION);
    for (let at = 0; at < bytes.length; at += bytes.readUInt8(at)) types.push(bytes.readUInt8(at + 1));
    expect(types).toEqual([1, 2, 4, 5, 5]);
  });

  it.each([
    [480, 512],
    [5000, 1024],
  ] as const)('have the packets of %i Mbit/s', (speed, packet) => {
    const bytes = descriptorBytes({ ...DESCRIPTION, speed });
    expect(bytes.readUInt16LE(bytes.length - 3)).toBe(packet);
  });

  it('name languages and strings in UTF-16', () => {
    expect(stringDescriptor(DESCRIPTION, 0)).toEqual(Buffer.from([4, 3, 9, 4]));
    expect(stringDescriptor(DESCRIPTION, 2)).toEqual(Buffer.from([6, 3, 0x50, 0, 0xf6, 0]));
    expect([1, 2, 3, 4, 5].map((i) => stringDescriptor(DESCRIPTION, i)?.length)).toEqual([4, 6, 6, 4, undefined]);
  });
});

describe('the control endpoint', () => {
  const ask = (requestType: number, request: number, value = 0, length = 0) =>
    new UsbDevice(DESCRIPTION, FIRMWARE).control({ requestType, request, value, index: 0, length });

  it('answers what a host asks of every device', async () => {
    expect(await ask(0x80, 8, 0, 1)).toEqual({ status: 0, data: Uint8Array.of(1) });
    expect(await ask(0x80, 6, 0x0303, 255)).toEqual({ status: 0, data: stringDescriptor(DESCRIPTION, 3) });
    expect(await ask(0x80, 6, 0x0303, 2)).toEqual({ status: 0, data: Buffer.from([6, 3]) });
  });

  it('lets the firmware answer the vendor requests without data', async () => {
    expect(await ask(0x41, 1)).toEqual({ status: 0 });
    expect(await ask(0x41, 2)).toEqual({ status: -32 });
  });

  it('stalls at everything else', async () => {
    expect(await ask(0x80, 6, 0x0309, 255)).toEqual({ status: -32 });
    expect(await ask(0x41, 1, 0, 5)).toEqual({ status: -32 });
    expect(await ask(0xc0, 1, 0, 5)).toEqual({ status: -32 });
  });
});
