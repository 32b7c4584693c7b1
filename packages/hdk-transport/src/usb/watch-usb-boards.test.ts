import { describe, expect, it } from 'vitest';
import { FakeNodeUsb, FakeUsbDevice, settle } from '../../test/usb/fake-usb-device.js';
import { VirtualClock } from '../loopback/virtual-clock.js';
import { type WatchUsbOptions, watchBoardsOf } from './watch-usb-boards.js';

function watch(usb: FakeNodeUsb, options: WatchUsbOptions = {}) {
  const clock = new VirtualClock();
  const events: string[] = [];
  const subscription = watchBoardsOf(async () => usb, { clock, ...options }).subscribe(({ type, port }) => {
    events.push(`${type} ${port.board.address}`);
  });
  return { clock, events, subscription };
}

const device = (address: number): FakeUsbDevice => new FakeUsbDevice({ address });

describe('watching the bus', () => {
  it('tells what is there, then what changes', async () => {
    const usb = new FakeNodeUsb(device(1), device(2));
    const { clock, events } = watch(usb);
    await settle();
    expect(events.splice(0)).toEqual(['added 001:001', 'added 001:002']);
    usb.devices = [device(2), device(3)];
    clock.advance(999);
    await settle();
    expect(events).toEqual([]);
    clock.advance(1);
    await settle();
    expect(events).toEqual(['removed 001:001', 'added 001:003']);
  });

  it('goes on where the bus is not there, and tells when it comes and goes', async () => {
    const usb = new FakeNodeUsb(device(1));
    usb.failure = new Error('getDevices error: /sys/bus/usb/devices/ not found (errno 2)');
    const { clock, events } = watch(usb, { listen: true, interval: 10 });
    await settle();
    // The package would end the process.
    expect(usb.listeners).toEqual([]);
    usb.failure = undefined;
    clock.advance(10);
    await settle();
    expect(usb.listeners).toHaveLength(2);
    usb.failure = new Error('gone again');
    clock.advance(10);
    await settle();
    expect(events).toEqual(['added 001:001', 'removed 001:001']);
    expect(usb.listeners).toHaveLength(2);
  });

  it('looks at once when the system tells, and once more when it tells meanwhile', async () => {
    const usb = new FakeNodeUsb();
    const { clock, events } = watch(usb, { listen: true });
    await settle();
    usb.devices = [device(1)];
    for (const listener of [...usb.listeners]) listener();
    usb.devices = [device(1), device(2)];
    await settle();
    expect(events).toEqual(['added 001:001', 'added 001:002']);
    expect(usb.looks).toBe(3);
    expect(clock.pending).toBe(1);
  });

  it('listens to nobody unless told to', async () => {
    const usb = new FakeNodeUsb();
    watch(usb);
    await settle();
    expect(usb.listeners).toEqual([]);
  });

  it('gives everything back, also when it is left in the midst of a look', async () => {
    const usb = new FakeNodeUsb(device(1));
    const { clock, events, subscription } = watch(usb, { listen: true });
    subscription.unsubscribe();
    await settle();
    expect([events, clock.pending, usb.listeners]).toEqual([[], 0, []]);
    const second = watch(usb, { listen: true });
    await settle();
    second.subscription.unsubscribe();
    expect([second.clock.pending, usb.listeners]).toEqual([0, []]);
  });

  it('errors where usb cannot be loaded', async () => {
    const cause = new Error('no native binding');
    const errors: unknown[] = [];
    watchBoardsOf(() => Promise.reject(cause), {}).subscribe({ error: (error) => errors.push(error) });
    await settle();
    expect(errors).toEqual([cause]);
  });
});
