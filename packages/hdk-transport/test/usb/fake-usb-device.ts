import type { NodeUsb, NodeUsbDevice } from '../../src/usb/node-usb.js';
import { HXP_OVER_USB } from '../../src/usb-link/hxp-over-usb.js';
import type { UsbConfigurationLike, UsbInResultLike, UsbSetupLike } from '../../src/usb-link/usb-device-like.js';

/** A transfer that the test ends. */
export interface FakeTransfer {
  readonly name: string;
  readonly length: number;
  readonly timeout: number | undefined;
  resolve(status: string, bytes?: Uint8Array): void;
  reject(error: Error): void;
}

const { interface: own } = HXP_OVER_USB;

/** The configuration of a board of ours. */
export const configurationOf = (differs: object = {}): UsbConfigurationLike => ({
  configurationValue: 1,
  interfaces: [
    {
      interfaceNumber: 3,
      alternates: [
        {
          alternateSetting: 0,
          interfaceClass: own.class,
          interfaceSubclass: own.subclass,
          interfaceProtocol: own.protocol,
          interfaceName: own.name,
          endpoints: [
            { endpointNumber: 1, direction: 'out', type: 'bulk', packetSize: 512 },
            { endpointNumber: 2, direction: 'in', type: 'bulk', packetSize: 512 },
          ],
          ...differs,
        },
      ],
    },
  ],
});

/** A device that is as touchy as those of the package `usb` 3.1.0: it fails where they do, with their words. */
export class FakeUsbDevice implements NodeUsbDevice {
  readonly bus = '001';
  readonly address: number;
  readonly manufacturerName = 'Xylopipe';
  readonly productName = 'Fake board';
  readonly serialNumber: string | null;
  readonly productId = HXP_OVER_USB.productId;
  configurations: readonly UsbConfigurationLike[] = [configurationOf()];
  /** What was asked of it, in order. */
  readonly calls: string[] = [];
  /** What it waits for, in order. */
  readonly underWay: FakeTransfer[] = [];
  /** Rejects the next call of that name. */
  readonly failures = new Map<string, Error>();
  readonly #vendorId: number;

  constructor({ address = 7, serial = 'F1' as string | null, vendorId = HXP_OVER_USB.vendorId as number } = {}) {
    this.address = address;
    this.serialNumber = serial;
    this.#vendorId = vendorId;
  }

  get vendorId(): number {
    this.#borrow();
    return this.#vendorId;
  }

  get configuration(): UsbConfigurationLike | null {
    return this.configurations[0] ?? null;
  }

  /** The transfer of that name that is under way. */
  transfer(name: string): FakeTransfer {
    const transfer = this.underWay.find((one) => one.name === name);
    if (transfer === undefined) throw new Error(`no ${name}, but ${this.underWay.map((one) => one.name).join()}`);
    return transfer;
  }

  open = () => this.#call('open');
  selectConfiguration = (value: number) => this.#call(`selectConfiguration ${value}`);
  claimInterface = (number: number) => this.#call(`claimInterface ${number}`);
  clearHalt = (direction: string, endpoint: number) => this.#call(`clearHalt ${direction} ${endpoint}`);

  async releaseInterface(number: number): Promise<void> {
    this.#borrow();
    await this.#call(`releaseInterface ${number}`);
  }

  async close(): Promise<void> {
    this.#borrow();
    await this.#call('close');
  }

  transferIn = (endpoint: number, length: number, timeout?: number): Promise<UsbInResultLike> =>
    this.#transfer(`in ${endpoint}`, length, timeout);

  transferOut = (endpoint: number, data: Uint8Array, timeout?: number): Promise<UsbInResultLike> =>
    this.#transfer(`out ${endpoint}`, data.length, timeout);

  controlTransferOut = (setup: UsbSetupLike, data?: Uint8Array, timeout?: number): Promise<UsbInResultLike> =>
    this.#transfer(`control ${setup.request} ${setup.value} ${setup.index}`, data?.length ?? 0, timeout);

  async #call(name: string): Promise<void> {
    this.calls.push(name);
    const failure = this.failures.get(name);
    this.failures.delete(name);
    if (failure !== undefined) throw failure;
  }

  #transfer(name: string, length: number, timeout: number | undefined): Promise<UsbInResultLike> {
    if (this.underWay.some((transfer) => transfer.name === name)) {
      return Promise.reject(new Error(`transfer error: endpoint not found`));
    }
    this.calls.push(name);
    return new Promise((resolve, reject) => {
      const over = () => this.underWay.splice(this.underWay.indexOf(transfer), 1);
      const transfer: FakeTransfer = {
        name,
        length,
        timeout,
        resolve: (status, bytes) => {
          over();
          resolve(bytes === undefined ? { status } : { status, data: new DataView(bytes.slice().buffer) });
        },
        reject: (error) => {
          over();
          reject(error);
        },
      };
      this.underWay.push(transfer);
    });
  }

  #borrow(): void {
    if (this.underWay.length === 0) return;
    throw new Error('The same native value cannot be borrowed mutably while another borrow is active');
  }
}

/** The bus: what is plugged in, and who listens. */
export class FakeNodeUsb implements NodeUsb {
  devices: FakeUsbDevice[];
  failure: Error | undefined;
  readonly listeners: (() => void)[] = [];
  looks = 0;

  constructor(...devices: FakeUsbDevice[]) {
    this.devices = devices;
  }

  async getDevices(): Promise<readonly FakeUsbDevice[]> {
    this.looks += 1;
    if (this.failure !== undefined) throw this.failure;
    return this.devices;
  }

  addEventListener(_type: string, listener: () => void): void {
    this.listeners.push(listener);
  }

  removeEventListener(_type: string, listener: () => void): void {
    this.listeners.splice(this.listeners.indexOf(listener), 1);
  }
}

/** Lets everything happen that waits for nothing else. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
