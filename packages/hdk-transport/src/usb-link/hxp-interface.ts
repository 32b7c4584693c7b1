import type { Issue } from '@xylopipe/core';
import { HXP_OVER_USB } from './hxp-over-usb.js';
import type { UsbAlternateLike, UsbDeviceLike } from './usb-device-like.js';

/** Where the endpoints of HXP are in a device. */
export interface HxpInterface {
  readonly configuration: number;
  readonly number: number;
  readonly endpoint: { readonly in: number; readonly out: number };
  /** Bytes of the longest packet. */
  readonly packetSize: number;
}

/** The interface that speaks HXP. `undefined` in every device but ours: nothing else is ever claimed. */
export function hxpInterfaceOf(device: UsbDeviceLike): HxpInterface | undefined {
  if (device.vendorId !== HXP_OVER_USB.vendorId || device.productId !== HXP_OVER_USB.productId) return undefined;
  for (const { configurationValue, interfaces } of device.configurations) {
    for (const { interfaceNumber, alternates } of interfaces) {
      const alternate = alternates.find((one) => one.alternateSetting === 0);
      const [into, out] = (['in', 'out'] as const).map((direction) =>
        alternate?.endpoints.find((endpoint) => endpoint.type === 'bulk' && endpoint.direction === direction),
      );
      if (alternate === undefined || into === undefined || out === undefined || !speaksHxp(alternate)) continue;
      return {
        configuration: configurationValue,
        number: interfaceNumber,
        endpoint: { in: into.endpointNumber, out: out.endpointNumber },
        packetSize: out.packetSize,
      };
    }
  }
  return undefined;
}

/** Systems that do not read an interface's name leave it out. */
function speaksHxp(alternate: UsbAlternateLike): boolean {
  const own = HXP_OVER_USB.interface;
  return (
    alternate.interfaceClass === own.class &&
    alternate.interfaceSubclass === own.subclass &&
    alternate.interfaceProtocol === own.protocol &&
    (alternate.interfaceName ?? own.name) === own.name
  );
}

/** Vendors of SynSense's udev rules: Cypress, Thesycon, and one that could not be verified. */
const VENDORS_OF_BOARDS: ReadonlySet<number> = new Set([0x04b4, 0x152a, 0x337d]);

/** Why a device that may be a board of SynSense is not spoken to: its protocol is not public, and HXP could harm it. */
export function vendorDeviceIssue({ vendorId, productId }: UsbDeviceLike): Issue | undefined {
  if (!VENDORS_OF_BOARDS.has(vendorId)) return undefined;
  return {
    code: 'VENDOR_DEVICE',
    severity: 'error',
    at: [],
    measured: `${hex(vendorId)}:${hex(productId)}`,
    message: 'may be a board of SynSense, whose own protocol only samna speaks; HXP is not sent to it',
    hint: 'reach it through the samna bridge',
  };
}

/** Why a device that somebody has chosen is not spoken to. */
export const NOT_A_BOARD: Issue = Object.freeze({
  code: 'USB_NOT_A_BOARD',
  severity: 'error',
  at: [],
  message: 'the device has no HXP interface',
  hint: 'choose another one',
});

/** An id as `lsusb` writes it. */
export const hex = (id: number): string => id.toString(16).padStart(4, '0');
