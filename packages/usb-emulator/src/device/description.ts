/** What a device is, as its descriptors say: one configuration, one interface of a vendor's own class, one bulk pair. */
export interface UsbDeviceDescription {
  readonly vendorId: number;
  readonly productId: number;
  readonly manufacturer: string;
  readonly product: string;
  readonly serial: string;
  readonly interface: UsbInterfaceDescription;
  /** Megabit per second: 480 makes packets of 512 bytes, 5000 of 1024. */
  readonly speed: 480 | 5000;
  /** False where the system would refuse its user to open the device. */
  readonly permitted: boolean;
}

/** The interface of the device, with endpoint 1 OUT and endpoint 1 IN. */
export interface UsbInterfaceDescription {
  readonly class: number;
  readonly subclass: number;
  readonly protocol: number;
  readonly name: string;
}

/** Direction as seen from the host. */
export type Direction = 'in' | 'out';

/** Addresses of the two bulk endpoints. */
export const ENDPOINT = { out: 0x01, in: 0x81 } as const;

/** Bytes of the longest bulk packet, which is fixed by the speed (USB 2.0, 5.8.3; USB 3.2, 8.12.1). */
export const maxPacketSize = (description: UsbDeviceDescription): number => (description.speed >= 5000 ? 1024 : 512);
