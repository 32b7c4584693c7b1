import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { configurationOf, FakeUsbDevice, settle } from '../../test/usb/fake-usb-device.js';
import { VirtualClock } from '../loopback/virtual-clock.js';
import { usbLink } from '../usb-link/usb-link.js';
import { browserUsb, type WebUsb } from './web-usb.js';
import { grantedUsbBoards, requestUsbBoard } from './web-usb-boards.js';
import { WebUsbPort } from './web-usb-port.js';

/** As browsers are: closing ends what is under way. */
class FakeWebDevice extends FakeUsbDevice {
  override async close(): Promise<void> {
    for (const transfer of [...this.underWay]) transfer.reject(exception('AbortError', 'The transfer was cancelled.'));
    await super.close();
  }

  override async releaseInterface(number: number): Promise<void> {
    this.calls.push(`releaseInterface ${number}`);
  }
}

const exception = (name: string, message: string): Error => Object.assign(new Error(message), { name });

const webUsb = (device: FakeUsbDevice): WebUsb => ({
  getDevices: async () => [device],
  requestDevice: async () => device,
});

async function openPort() {
  const device = new FakeWebDevice();
  const clock = new VirtualClock();
  const port = new WebUsbPort(webUsb(device), device, clock);
  await port.open();
  device.calls.length = 0;
  return { device, clock, port };
}

describe('a port over WebUSB', () => {
  it('is opened and claimed, and selects the configuration only where it has to', async () => {
    const device = new FakeWebDevice();
    const port = new WebUsbPort(webUsb(device), device);
    await port.open();
    expect(device.calls).toEqual(['open', 'claimInterface 3']);
    await port.close();
    Object.defineProperty(device, 'configuration', { value: null });
    await port.open();
    expect(device.calls.slice(-3)).toEqual(['open', 'selectConfiguration 1', 'claimInterface 3']);
  });

  it('says what the device says of itself, and where it is as far as it is known', () => {
    const device = new FakeWebDevice();
    expect(new WebUsbPort(webUsb(device), device)).toMatchObject({
      kind: 'webusb',
      packetSize: 512,
      board: { vendorId: 0x1209, product: 'Fake board', serial: 'F1', address: '1209:0001:F1' },
    });
  });

  it('waits again for a transfer that has brought nothing, as there are no timeouts', async () => {
    const { device, clock, port } = await openPort();
    const first = port.transferIn();
    await settle();
    clock.advance(250);
    expect(await first).toEqual({ status: 'idle' });
    const second = port.transferIn();
    await settle();
    expect(device.calls).toEqual(['in 2']);
    device.transfer('in 2').resolve('ok', Uint8Array.of(5));
    expect(await second).toEqual({ status: 'ok', bytes: Uint8Array.of(5) });
    expect(clock.pending).toBe(0);
    const third = port.transferIn();
    await settle();
    expect(device.calls).toEqual(['in 2', 'in 2']);
    device.transfer('in 2').resolve('stall');
    expect(await third).toEqual({ status: 'stall' });
  });

  it('takes a stall as a status, and babble as a fault', async () => {
    const { device, port } = await openPort();
    const out = port.transferOut(new Uint8Array(3));
    const into = port.transferIn().catch((error) => error);
    await settle();
    device.transfer('out 1').resolve('stall');
    device.transfer('in 2').resolve('babble', new Uint8Array(3));
    expect(await out).toBe('stall');
    expect(await into).toMatchObject({ code: 'USB_FAULT', message: expect.stringContaining('babble') });
  });

  it('makes a request, which can be refused or stay without an answer', async () => {
    const { device, clock, port } = await openPort();
    const codes = [port.request(1, 1), port.request(1, 0), port.request(2, 0)].map((promise) =>
      promise.then(
        () => 'done',
        (error) => error.code,
      ),
    );
    await settle();
    device.transfer('control 1 1 3').resolve('ok');
    device.transfer('control 1 0 3').resolve('stall');
    await settle();
    clock.advance(1000);
    expect(await Promise.all(codes)).toEqual(['done', 'USB_STALLED', 'USB_TIMEOUT']);
  });

  it('is closed in the midst of transfers', async () => {
    const { device, port } = await openPort();
    const ends = [port.transferIn(), port.transferOut(new Uint8Array(3))].map((promise) =>
      (promise as Promise<unknown>).catch((error) => error.code),
    );
    await settle();
    await port.close();
    expect(await Promise.all(ends)).toEqual(['USB_STATE', 'USB_STATE']);
    expect(device.calls).toEqual(['in 2', 'out 1', 'releaseInterface 3', 'close']);
    await port.close();
    expect(device.calls).toHaveLength(4);
  });

  it('starts anew when it is opened again, after it was closed with a transfer under way', async () => {
    const { device, clock, port } = await openPort();
    const idle = port.transferIn();
    await settle();
    clock.advance(250);
    await idle;
    await port.close();
    await port.open();
    const again = port.transferIn();
    await settle();
    device.transfer('in 2').resolve('ok', Uint8Array.of(1));
    expect(await again).toEqual({ status: 'ok', bytes: Uint8Array.of(1) });
  });

  it.each([
    ['open', 'open', 'SecurityError', 'USB_PERMISSION'],
    ['open', 'open', 'NetworkError', 'USB_PERMISSION'],
    ['open', 'open', 'NotFoundError', 'USB_DISCONNECTED'],
    ['open', 'claimInterface 3', 'NetworkError', 'USB_BUSY'],
    ['clearHalt', 'clearHalt in 2', 'NetworkError', 'USB_FAULT'],
    ['clearHalt', 'clearHalt in 2', 'NotFoundError', 'USB_DISCONNECTED'],
    ['clearHalt', 'clearHalt in 2', 'InvalidStateError', 'USB_STATE'],
    ['clearHalt', 'clearHalt in 2', 'SomethingNew', 'USB_FAULT'],
  ] as const)('%s: when %s fails with %s it is %s', async (method, call, name, code) => {
    const device = new FakeWebDevice();
    const port = new WebUsbPort(webUsb(device), device);
    if (method === 'clearHalt') await port.open();
    const cause = exception(name, 'why');
    device.failures.set(call, cause);
    await expect(port[method]('in')).rejects.toMatchObject({ code, cause, who: 'webusb 1209:0001:F1' });
  });

  it('refuses devices that are not ours to speak to', async () => {
    const other = new FakeWebDevice();
    other.configurations = [configurationOf({ interfaceName: 'mine' })];
    const vendor = new FakeWebDevice({ vendorId: 0x152a });
    const codes = [other, vendor].map((device) => new WebUsbPort(webUsb(device), device).open().catch((e) => e.code));
    expect(await Promise.all(codes)).toEqual(['USB_NOT_A_BOARD', 'VENDOR_DEVICE']);
    expect([...other.calls, ...vendor.calls]).toEqual([]);
  });

  it('carries a link', async () => {
    const device = new FakeWebDevice();
    const clock = new VirtualClock();
    const opening = usbLink(new WebUsbPort(webUsb(device), device, clock), { clock });
    await settle();
    device.transfer('control 1 1 3').resolve('ok');
    const link = await opening;
    const sent = link.send(new Uint8Array(512));
    for (const transfer of ['out 1', 'out 1']) {
      await settle();
      device.transfer(transfer).resolve('ok');
    }
    await sent;
    const closed = link.close();
    await settle();
    device.transfer('control 1 0 3').resolve('ok');
    await closed;
    expect(await link.end).toEqual({ reason: 'local' });
    expect(clock.pending).toBe(0);
  });
});

describe('finding boards in a browser', () => {
  it('asks the user for a device with our ids', async () => {
    const device = new FakeWebDevice();
    const requestDevice = vi.fn(async () => device);
    const port = await requestUsbBoard({ getDevices: async () => [], requestDevice });
    expect(port.board.serial).toBe('F1');
    expect(requestDevice).toHaveBeenCalledWith({ filters: [{ vendorId: 0x1209, productId: 1 }] });
  });

  it.each([
    ['NotFoundError', 'USB_NOT_FOUND'],
    ['SecurityError', 'USB_PERMISSION'],
  ])('says what a %s means', async (name, code) => {
    const cause = exception(name, 'no');
    const usb = { getDevices: async () => [], requestDevice: () => Promise.reject(cause) };
    await expect(requestUsbBoard(usb)).rejects.toMatchObject({ code, cause });
  });

  it('knows the boards that were granted before', async () => {
    const devices = [new FakeWebDevice({ vendorId: 0x046d }), new FakeWebDevice()];
    const usb = { ...webUsb(devices[0] as FakeUsbDevice), getDevices: async () => devices };
    const ports = await grantedUsbBoards(usb);
    expect(ports.map(({ board }) => board.vendorId)).toEqual([0x1209]);
    expect(await ports[0]?.isPresent()).toBe(true);
    devices.pop();
    expect(await ports[0]?.isPresent()).toBe(false);
  });

  it('uses the browser, and says where there is none', async () => {
    await expect(requestUsbBoard()).rejects.toMatchObject({ code: 'USB_UNAVAILABLE' });
    const usb = webUsb(new FakeWebDevice());
    vi.stubGlobal('navigator', { usb });
    onTestFinished(() => void vi.unstubAllGlobals());
    expect(browserUsb()).toBe(usb);
  });
});
