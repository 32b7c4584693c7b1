import { describe, expect, it } from 'vitest';
import { configurationOf, FakeNodeUsb, FakeUsbDevice, settle } from '../../test/usb/fake-usb-device.js';
import { usbBoardsOf } from './list-usb-boards.js';
import type { NodeUsbPort } from './node-usb-port.js';

async function fakePort(): Promise<{ device: FakeUsbDevice; port: NodeUsbPort; usb: FakeNodeUsb }> {
  const device = new FakeUsbDevice();
  const usb = new FakeNodeUsb(device);
  const [port] = await usbBoardsOf(usb);
  return { device, port: port as NodeUsbPort, usb };
}

async function openPort() {
  const fake = await fakePort();
  await fake.port.open();
  fake.device.calls.length = 0;
  return fake;
}

describe('the pitfalls of usb 3.1', () => {
  it('1: two transfers on an endpoint wait for each other, those of different ones do not', async () => {
    const { device, port } = await openPort();
    const first = port.transferIn();
    const second = port.transferIn();
    const out = port.transferOut(new Uint8Array(3));
    await settle();
    expect(device.calls).toEqual(['in 2', 'out 1']);
    device.transfer('in 2').resolve('ok', Uint8Array.of(1));
    expect(await first).toEqual({ status: 'ok', bytes: Uint8Array.of(1) });
    await settle();
    device.transfer('in 2').resolve('ok', Uint8Array.of(2));
    expect(await second).toEqual({ status: 'ok', bytes: Uint8Array.of(2) });
    device.transfer('out 1').resolve('ok');
    expect(await out).toBe('ok');
  });

  it('1: a failed transfer lets the next one pass, and so does clearing a stall', async () => {
    const { device, port } = await openPort();
    const first = port.transferIn();
    const cleared = port.clearHalt('in');
    const second = port.transferIn();
    await settle();
    expect(device.calls).toEqual(['in 2']);
    device.transfer('in 2').reject(new Error('transferIn error: Stall'));
    expect(await first).toEqual({ status: 'stall' });
    await cleared;
    await settle();
    expect(device.calls).toEqual(['in 2', 'clearHalt in 2', 'in 2']);
    device.transfer('in 2').resolve('ok', new Uint8Array(0));
    expect(await second).toEqual({ status: 'ok', bytes: new Uint8Array(0) });
  });

  it('2: what the device says of itself can be read while a transfer is under way', async () => {
    const { device, port } = await openPort();
    const transfer = port.transferIn();
    await settle();
    expect(() => device.vendorId).toThrow('borrowed mutably');
    expect(port.board).toMatchObject({ vendorId: 0x1209, serial: 'F1', address: '001:007' });
    expect(port.packetSize).toBe(512);
    device.transfer('in 2').resolve('ok', new Uint8Array(0));
    await transfer;
  });

  it('2, 7, 9: closing waits for what is under way, then releases, then closes; nothing new is started', async () => {
    const { device, port } = await openPort();
    const underWay = port.transferIn();
    const waiting = expect(port.transferIn()).rejects.toMatchObject({ code: 'USB_STATE' });
    await settle();
    const closed = port.close();
    await settle();
    expect(device.calls).toEqual(['in 2']);
    device.transfer('in 2').reject(new Error('transferIn error: Cancelled'));
    expect(await underWay).toEqual({ status: 'idle' });
    await waiting;
    await closed;
    expect(device.calls).toEqual(['in 2', 'releaseInterface 3', 'close']);
    await port.close();
    expect(device.calls).toHaveLength(3);
  });

  it('3, 8, 9: every transfer has a short timeout and one length', async () => {
    const { device, port } = await openPort();
    const all = [port.transferIn(), port.transferOut(new Uint8Array(700)), port.request(1, 0)];
    await settle();
    expect(device.underWay.map(({ name, length, timeout }) => [name, length, timeout])).toEqual([
      ['in 2', 65_536, 250],
      ['out 1', 700, 1000],
      ['control 1 0 3', 0, 1000],
    ]);
    for (const transfer of [...device.underWay]) transfer.resolve('ok', new Uint8Array(0));
    await Promise.all(all);
  });

  it('4: a timeout is no failure', async () => {
    const { device, port } = await openPort();
    const both = [port.transferIn(), port.transferOut(new Uint8Array(3))];
    await settle();
    device.transfer('in 2').reject(new Error('transferIn error: Cancelled'));
    device.transfer('out 1').reject(new Error('transferOut error: Cancelled'));
    expect(await Promise.all(both)).toEqual([{ status: 'idle' }, 'idle']);
  });

  it.each(['resolves', 'rejects'])('5: a stall is a status, whether it %s', async (how) => {
    const { device, port } = await openPort();
    const both = [port.transferIn(), port.transferOut(new Uint8Array(3))];
    await settle();
    for (const transfer of [...device.underWay]) {
      if (how === 'resolves') transfer.resolve('stall');
      else transfer.reject(new Error('transfer error: Stall'));
    }
    expect(await Promise.all(both)).toEqual([{ status: 'stall' }, 'stall']);
  });

  it('6: everything else is an error of ours, with the cause', async () => {
    const { device, port } = await openPort();
    const both = [port.transferIn(), port.transferOut(new Uint8Array(3)), port.request(1, 0)].map((promise) =>
      (promise as Promise<unknown>).catch((error) => [error.code, error.who, error.cause.message]),
    );
    await settle();
    device.transfer('in 2').reject(new Error('transferIn error: Disconnected'));
    device.transfer('out 1').reject(new Error('transferOut error: Fault'));
    device.transfer('control 1 0 3').reject(new Error('controlTransferOut error: endpoint stalled'));
    expect(await Promise.all(both)).toEqual([
      ['USB_DISCONNECTED', 'usb 001:007', 'transferIn error: Disconnected'],
      ['USB_FAULT', 'usb 001:007', 'transferOut error: Fault'],
      ['USB_STALLED', 'usb 001:007', 'controlTransferOut error: endpoint stalled'],
    ]);
    device.failures.set('clearHalt out 1', new Error('clearHalt error: failed to clear halt'));
    await expect(port.clearHalt('out')).rejects.toMatchObject({ code: 'USB_FAULT' });
  });

  it('7: a device that is gone is closed without a word', async () => {
    const { device, port } = await openPort();
    device.failures.set('releaseInterface 3', new Error('releaseInterface error: invalid state'));
    device.failures.set('close', new Error('Disconnected'));
    await port.close();
    expect(device.calls).toEqual(['releaseInterface 3', 'close']);
  });
});

describe('a port', () => {
  it('is opened, claimed and closed when the interface is busy', async () => {
    const { device, port } = await fakePort();
    device.failures.set('claimInterface 3', new Error('claimInterface error: interface is busy (errno 16)'));
    await expect(port.open()).rejects.toMatchObject({ code: 'USB_BUSY' });
    expect(device.calls).toEqual(['open', 'claimInterface 3', 'close']);
    await port.open();
    expect(device.calls.slice(3)).toEqual(['open', 'claimInterface 3']);
  });

  it('is opened once: who has it keeps it, and it can be had again afterwards', async () => {
    const { device, port } = await fakePort();
    const first = port.open();
    await expect(port.open()).rejects.toMatchObject({ code: 'USB_BUSY', who: 'usb 001:007' });
    await first;
    const transfer = port.transferIn();
    await settle();
    await expect(port.open()).rejects.toMatchObject({ code: 'USB_BUSY' });
    expect(device.calls).toEqual(['open', 'claimInterface 3', 'in 2']);
    device.transfer('in 2').resolve('ok', Uint8Array.of(1));
    expect(await transfer).toMatchObject({ status: 'ok' });
    await port.close();
    await port.open();
  });

  it('that cannot be opened says why, also where closing throws at once', async () => {
    const { device, port } = await fakePort();
    const thrown = () => {
      throw new Error('Cannot borrow: already borrowed mutably');
    };
    device.failures.set('open', new Error('open error: permission denied (errno 13)'));
    device.close = thrown;
    await expect(port.open()).rejects.toMatchObject({ code: 'USB_PERMISSION' });
    await port.open();
    device.releaseInterface = thrown;
    await expect(port.close()).resolves.toBeUndefined();
  });

  it('takes no transfer before it is opened and after it is closed', async () => {
    const { device, port } = await fakePort();
    await expect(port.transferIn()).rejects.toMatchObject({ code: 'USB_STATE' });
    await port.open();
    await port.close();
    await expect(port.transferOut(new Uint8Array(1))).rejects.toMatchObject({ code: 'USB_STATE' });
    expect(device.underWay).toEqual([]);
  });

  it('knows whether the device is there', async () => {
    const { port, usb } = await fakePort();
    expect(await port.isPresent()).toBe(true);
    usb.devices = [new FakeUsbDevice({ address: 7 })];
    expect(await port.isPresent()).toBe(true);
    usb.devices = [new FakeUsbDevice({ address: 8 })];
    expect(await port.isPresent()).toBe(false);
    usb.failure = new Error('no idea');
    expect(await port.isPresent()).toBe(true);
  });
});

describe('the list of boards', () => {
  it('has boards of ours, and those of a vendor with the reason', async () => {
    const vendors = [0x04b4, 0x152a, 0x337d].map((vendorId) => new FakeUsbDevice({ vendorId }));
    const others = [new FakeUsbDevice({ vendorId: 0x046d }), new FakeUsbDevice()];
    (others[1] as FakeUsbDevice).configurations = [configurationOf({ interfaceName: 'mine' })];
    const ports = await usbBoardsOf(new FakeNodeUsb(...vendors, ...others, new FakeUsbDevice({ serial: null })));
    expect(ports.map(({ board }) => [board.vendorId, board.serial, board.refusal?.code])).toEqual([
      [0x04b4, 'F1', 'VENDOR_DEVICE'],
      [0x152a, 'F1', 'VENDOR_DEVICE'],
      [0x337d, 'F1', 'VENDOR_DEVICE'],
      [0x1209, '', undefined],
    ]);
    for (const port of ports.slice(0, 3)) await expect(port.open()).rejects.toMatchObject({ code: 'VENDOR_DEVICE' });
    for (const vendor of vendors) expect(vendor.calls).toEqual([]);
  });

  it('has a board that cannot be looked into, with the reason', async () => {
    const device = new FakeUsbDevice();
    Object.defineProperty(device, 'configurations', {
      get: () => {
        throw new Error('open error: permission denied (errno 13)');
      },
    });
    const [port] = await usbBoardsOf(new FakeNodeUsb(device));
    expect(port?.board.refusal).toMatchObject({ code: 'USB_PERMISSION', severity: 'error' });
    await expect(port?.open()).rejects.toMatchObject({ code: 'USB_PERMISSION', issues: [port?.board.refusal] });
    await expect(port?.close()).resolves.toBeUndefined();
  });

  it('says that there is no USB', async () => {
    const usb = new FakeNodeUsb();
    usb.failure = new Error('getDevices error: /sys/bus/usb/devices/ not found (errno 2)');
    await expect(usbBoardsOf(usb)).rejects.toMatchObject({ code: 'USB_UNAVAILABLE', cause: usb.failure });
  });
});
