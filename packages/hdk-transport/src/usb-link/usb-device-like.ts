import type { UsbDirection } from './usb-port.js';

/** What we need of a device of the WebUSB API, whose types are not part of ours. */
export interface UsbDeviceLike {
  readonly vendorId: number;
  readonly productId: number;
  readonly manufacturerName?: string | null | undefined;
  readonly productName?: string | null | undefined;
  readonly serialNumber?: string | null | undefined;
  /** `null` where none is selected. */
  readonly configuration?: UsbConfigurationLike | null | undefined;
  readonly configurations: readonly UsbConfigurationLike[];
  open(): Promise<void>;
  close(): Promise<void>;
  selectConfiguration(value: number): Promise<void>;
  claimInterface(number: number): Promise<void>;
  releaseInterface(number: number): Promise<void>;
  transferIn(endpoint: number, length: number, timeout?: number): Promise<UsbInResultLike>;
  transferOut(endpoint: number, data: Uint8Array, timeout?: number): Promise<{ readonly status?: string | undefined }>;
  clearHalt(direction: UsbDirection, endpoint: number): Promise<void>;
  controlTransferOut(
    setup: UsbSetupLike,
    data?: Uint8Array,
    timeout?: number,
  ): Promise<{ readonly status?: string | undefined }>;
}

export interface UsbConfigurationLike {
  readonly configurationValue: number;
  readonly interfaces: readonly {
    readonly interfaceNumber: number;
    readonly alternates: readonly UsbAlternateLike[];
  }[];
}

export interface UsbAlternateLike {
  readonly alternateSetting: number;
  readonly interfaceClass: number;
  readonly interfaceSubclass: number;
  readonly interfaceProtocol: number;
  readonly interfaceName?: string | null | undefined;
  readonly endpoints: readonly {
    readonly endpointNumber: number;
    readonly direction: UsbDirection;
    readonly type: string;
    readonly packetSize: number;
  }[];
}

export interface UsbInResultLike {
  readonly status?: string | undefined;
  readonly data?: DataView | undefined;
}

export interface UsbSetupLike {
  readonly requestType: 'vendor';
  readonly recipient: 'interface';
  readonly request: number;
  readonly value: number;
  readonly index: number;
}
