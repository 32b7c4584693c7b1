import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { HXP_BOARD } from '@xylopipe/usb-emulator';
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../src/clock.js';
import { connectUsb } from '../../src/usb/connect-usb.js';
import { listUsbBoards } from '../../src/usb/list-usb-boards.js';
import { type UsbHotplug, type WatchUsbOptions, watchUsbBoards } from '../../src/usb/watch-usb-boards.js';
import { EmulatedBoard } from './emulated-board.js';

describe('the list of boards', () => {
  it('tells what each says of itself', async () => {
    await EmulatedBoard.plugIn();
    const [port] = await listUsbBoards();
    expect(port).toMatchObject({ kind: 'usb', packetSize: 512 });
    expect(port?.board).toEqual({
      vendorId: 0x1209,
      productId: 0x0001,
      manufacturer: 'Xylopipe',
      product: 'Emulated board',
      serial: 'A1',
      address: expect.stringMatching(/^001:\d{3}$/),
      refusal: undefined,
    });
  });

  it('is empty where no board is', async () => {
    expect(await listUsbBoards()).toEqual([]);
  });

  it('has no other device, be it one with our ids', async () => {
    await EmulatedBoard.plugIn({ vendorId: 0x046d, productId: 0xc077 });
    await EmulatedBoard.plugIn({ interface: { ...HXP_BOARD.interface, name: 'something else' } });
    await EmulatedBoard.plugIn({ interface: { ...HXP_BOARD.interface, protocol: 2 } });
    expect(await listUsbBoards()).toEqual([]);
  });

  it('lets one choose by the serial number', async () => {
    const boards = [await EmulatedBoard.plugIn({ serial: 'A1' }), await EmulatedBoard.plugIn({ serial: 'A2' })];
    await expect(connectUsb()).rejects.toMatchObject({ code: 'USB_AMBIGUOUS', hint: expect.stringContaining('A2') });
    const link = await connectUsb({ serial: 'A2' });
    onTestFinished(() => link.close());
    expect(boards.map((board) => board.link !== undefined)).toEqual([false, true]);
  });
});

describe('boards that come and go', () => {
  it('are told by the messages of the system, without looking again', async () => {
    const seen = watch({ listen: true, interval: 600_000 });
    await seen.first();
    const board = await EmulatedBoard.plugIn();
    expect(await seen.next()).toMatchObject({ type: 'added', port: { board: { serial: 'A1' } } });
    await board.device.unplug();
    expect(await seen.next()).toMatchObject({ type: 'removed', port: { board: { serial: 'A1' } } });
    await board.device.plug();
    expect(await seen.next()).toMatchObject({ type: 'added' });
  }, 20_000);

  it('are found by looking where the system tells nothing', async () => {
    const seen = watch({ interval: 1 });
    const board = await EmulatedBoard.plugIn();
    expect(await seen.next()).toMatchObject({ type: 'added' });
    await board.detach();
    expect(await seen.next()).toMatchObject({ type: 'removed' });
  });

  it('are found while one of them is in use', async () => {
    await EmulatedBoard.plugIn();
    const link = await connectUsb();
    onTestFinished(() => link.close());
    const seen = watch({ listen: true });
    expect(await seen.next()).toMatchObject({ type: 'added', port: { board: { serial: 'A1' } } });
    await EmulatedBoard.plugIn({ serial: 'A2' });
    expect(await seen.next()).toMatchObject({ type: 'added', port: { board: { serial: 'A2' } } });
  });

  it('keep no process alive', async () => {
    await EmulatedBoard.plugIn();
    const program = fileURLToPath(new URL('watcher.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', '--conditions=@xylopipe/source', program]);
    onTestFinished(() => void child.kill('SIGKILL'));
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(output).toBe('added A1\n');
  }, 20_000);
});

/** Watches until the test is over; events wait until they are asked for. */
function watch(options: WatchUsbOptions) {
  const events: UsbHotplug[] = [];
  const waiting: ((event: UsbHotplug) => void)[] = [];
  let looked = () => {};
  const first = new Promise<void>((resolve) => {
    looked = resolve;
  });
  // The timer is set when the bus has been looked at.
  const clock = {
    ...systemClock,
    after: (ms: number, run: () => void) => {
      looked();
      return systemClock.after(ms, run);
    },
  };
  const subscription = watchUsbBoards({ clock, ...options }).subscribe((event) => {
    const waiter = waiting.shift();
    if (waiter === undefined) events.push(event);
    else waiter(event);
  });
  onTestFinished(() => subscription.unsubscribe());
  return {
    first: () => first,
    next: async () => events.shift() ?? (await new Promise<UsbHotplug>((resolve) => waiting.push(resolve))),
  };
}
