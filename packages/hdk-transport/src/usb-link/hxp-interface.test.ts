import { describe, expect, it } from 'vitest';
import { configurationOf, FakeUsbDevice } from '../../test/usb/fake-usb-device.js';
import { hex, hxpInterfaceOf, vendorDeviceIssue } from './hxp-interface.js';
import { HXP_OVER_USB, needsEmptyPacket } from './hxp-over-usb.js';
import type { UsbDeviceLike } from './usb-device-like.js';

function deviceWith(differs: object): UsbDeviceLike {
  const device = new FakeUsbDevice();
  device.configurations = [configurationOf(differs)];
  return device;
}

const bulk = (direction: 'in' | 'out', endpointNumber: number) =>
  ({ endpointNumber, direction, type: 'bulk', packetSize: 64 }) as const;

describe('our interface', () => {
  it('is found by ids, class, subclass, protocol, name and a pair of bulk endpoints', () => {
    expect(hxpInterfaceOf(new FakeUsbDevice())).toEqual({
      configuration: 1,
      number: 3,
      endpoint: { in: 2, out: 1 },
      packetSize: 512,
    });
  });

  it('may have a name that nobody has read', () => {
    expect(hxpInterfaceOf(deviceWith({ interfaceName: undefined }))).toBeDefined();
    expect(hxpInterfaceOf(deviceWith({ interfaceName: null }))).toBeDefined();
  });

  it.each([
    { interfaceName: 'something else' },
    { interfaceName: '' },
    { interfaceClass: 3 },
    { interfaceSubclass: 0 },
    { interfaceProtocol: 2 },
    { alternateSetting: 1 },
    { endpoints: [bulk('in', 1)] },
    { endpoints: [bulk('out', 1)] },
    { endpoints: [bulk('in', 1), { ...bulk('out', 1), type: 'interrupt' }] },
  ])('is not one with %o', (differs) => {
    expect(hxpInterfaceOf(deviceWith(differs))).toBeUndefined();
  });

  it('is in no device with other ids', () => {
    expect(hxpInterfaceOf(new FakeUsbDevice({ vendorId: 0x04b4 }))).toBeUndefined();
  });
});

describe('a device of the vendor', () => {
  it.each([0x04b4, 0x152a, 0x337d])('is known by the vendor id %i', (vendorId) => {
    expect(vendorDeviceIssue(new FakeUsbDevice({ vendorId }))).toMatchObject({
      code: 'VENDOR_DEVICE',
      measured: `${hex(vendorId)}:0001`,
    });
  });

  it('is none with other ids', () => {
    for (const vendorId of [0x1209, 0x0403, 0x04b3]) {
      expect(vendorDeviceIssue(new FakeUsbDevice({ vendorId }))).toBeUndefined();
    }
  });
});

it('an empty packet ends what fills its last one, but for the longest transfer', () => {
  const { maxTransfer } = HXP_OVER_USB;
  expect([0, 1, 511, 512, 513, 1024, maxTransfer - 512, maxTransfer].map((n) => needsEmptyPacket(n, 512))).toEqual([
    true,
    false,
    false,
    true,
    false,
    true,
    true,
    false,
  ]);
});
