import { describe, expect, it } from 'vitest';
import type { Link } from '../../src/link/link.js';
import { connectUsb } from '../../src/usb/connect-usb.js';
import { usbLink } from '../../src/usb-link/usb-link.js';
import { Receiver } from '../receiver.js';
import { EmulatedBoard, onlyPort, openLink } from './emulated-board.js';

const MIB = 2 ** 20;

describe('a link over USB', () => {
  it('carries a MiB both ways at once, bit by bit, in frames of every length about a packet', async () => {
    const board = await EmulatedBoard.plugIn();
    const host = await openLink();
    const frames = framesOf(MIB);
    await Promise.all([carries(host, board.link, frames), carries(board.link, host, frames)]);
  });

  it('brings a frame that fills its last packet at once, by the empty packet behind it', async () => {
    const board = await EmulatedBoard.plugIn();
    const host = await openLink();
    const received = new Receiver(host);
    await board.link.send(new Uint8Array(1024).fill(5));
    // Without the empty packet the transfer would wait for more, and its time-out would throw away what it has.
    expect(await received.take(1024)).toEqual(new Uint8Array(1024).fill(5));
  });

  it('goes on after a stall, either way', async () => {
    const board = await EmulatedBoard.plugIn();
    const host = await openLink();
    await board.device.halt('in');
    await board.device.halt('out');
    await Promise.all([carries(host, board.link, framesOf(5000)), carries(board.link, host, framesOf(5000))]);
  });

  it('is lost when the device stalls again and again', async () => {
    const board = await EmulatedBoard.plugIn();
    const host = await openLink();
    await board.link.close();
    expect(await host.end).toMatchObject({ reason: 'lost', cause: { code: 'USB_STALLED' } });
  });

  it('is lost when the device takes nothing any more', async () => {
    const board = await EmulatedBoard.plugIn();
    const host = await openLink({ stallTimeout: 50 });
    await board.device.hold('out', true);
    await expect(host.send(new Uint8Array(10))).rejects.toMatchObject({ code: 'LINK_CLOSED' });
    expect(await host.end).toMatchObject({ reason: 'lost', cause: { code: 'LINK_TIMEOUT' } });
  });

  it('is closed while the device takes nothing', async () => {
    const board = await EmulatedBoard.plugIn();
    const host = await openLink();
    await board.device.hold('out', true);
    const sent = expect(host.send(new Uint8Array(10))).rejects.toMatchObject({ code: 'LINK_CLOSED' });
    await host.close();
    await sent;
    expect(await host.end).toEqual({ reason: 'local' });
  });

  it.each([1, 512, 300 * 1024, 300 * 1024 + 77])(
    'finds the device pulled out in mid-stream, after %i bytes',
    async (bytes) => {
      const board = await EmulatedBoard.plugIn();
      const host = await openLink();
      const received = new Receiver(board.link);
      await board.device.unplug(bytes);
      const sending = (async () => {
        for (let i = 0; ; i++) await host.send(new Uint8Array(50_000).fill(i));
      })();
      await expect(sending).rejects.toMatchObject({ code: 'LINK_CLOSED' });
      expect(await host.end).toMatchObject({ reason: 'lost', cause: { code: 'USB_DISCONNECTED' } });
      expect((await received.rest()).length).toBe(bytes);
      expect(await board.link.end).toMatchObject({ reason: 'lost', cause: { code: 'USB_DISCONNECTED' } });
    },
  );

  it('is opened anew after the device was pulled out and plugged in again', async () => {
    const board = await EmulatedBoard.plugIn();
    const first = await openLink();
    await board.device.unplug();
    await first.end;
    await board.device.plug();
    const second = await openLink();
    expect(second.info.address).not.toBe(first.info.address);
    await carries(second, board.link, framesOf(5000));
  });

  it('begins anew each time: what an earlier one left in the device does not come', async () => {
    const board = await EmulatedBoard.plugIn();
    const first = await openLink();
    await first.close();
    await board.device.send(Uint8Array.of(1, 2, 3));
    const second = await openLink();
    await board.link.send(Uint8Array.of(9));
    expect(await new Receiver(second).take(1)).toEqual(Uint8Array.of(9));
  });

  it('gives the interface back, two hundred times', async () => {
    const board = await EmulatedBoard.plugIn();
    const port = await onlyPort();
    for (let i = 0; i < 200; i++) {
      const host = await usbLink(i % 2 === 0 ? port : await onlyPort());
      await host.send(Uint8Array.of(i));
      if (i % 3 === 0) await board.link.send(Uint8Array.of(i));
      await host.close();
      expect(await host.end).toEqual({ reason: 'local' });
    }
  });
});

describe('a board that cannot be opened', () => {
  it('is busy when another has it, and free afterwards', async () => {
    await EmulatedBoard.plugIn();
    const first = await openLink();
    await expect(usbLink(await onlyPort())).rejects.toMatchObject({
      code: 'USB_BUSY',
      who: `usb ${first.info.address}`,
      cause: expect.any(Error),
    });
    await first.close();
    await openLink();
  });

  it('says how to get the right to open it', async () => {
    await EmulatedBoard.plugIn({ permitted: false });
    await expect(connectUsb()).rejects.toMatchObject({ code: 'USB_PERMISSION', hint: expect.stringContaining('udev') });
  });

  it('is never opened where it may be one of SynSense', async () => {
    const board = await EmulatedBoard.plugIn({ vendorId: 0x04b4, productId: 0x5bc2 });
    const port = await onlyPort();
    expect(port.board.refusal).toMatchObject({ code: 'VENDOR_DEVICE', measured: '04b4:5bc2' });
    await expect(usbLink(port)).rejects.toMatchObject({
      code: 'VENDOR_DEVICE',
      hint: expect.stringContaining('samna'),
    });
    expect(board.link).toBeUndefined();
  });

  it('is gone', async () => {
    const board = await EmulatedBoard.plugIn();
    const port = await onlyPort();
    await board.device.unplug();
    await expect(usbLink(port)).rejects.toMatchObject({ code: 'USB_DISCONNECTED' });
    await expect(connectUsb()).rejects.toMatchObject({ code: 'USB_NOT_FOUND' });
  });
});

/** Frames of lengths about those of packets and transfers, so many bytes or some more. */
function framesOf(total: number): readonly Uint8Array[] {
  const lengths = [1, 511, 512, 513, 1024, 4095, 4096, 65_535, 65_536, 65_024];
  const frames: Uint8Array[] = [];
  for (let bytes = 0, i = 0; bytes < total; i++) {
    const length = lengths[i % lengths.length] as number;
    frames.push(Uint8Array.from({ length }, (_, k) => (k * 7 + i * 13) & 0xff));
    bytes += length;
  }
  return frames;
}

async function carries(from: Link, to: Link, frames: readonly Uint8Array[]): Promise<void> {
  const received = new Receiver(to);
  const sending = (async () => {
    for (const frame of frames) await from.send(frame);
  })();
  for (const frame of frames) expect(Buffer.compare(await received.take(frame.length), frame)).toBe(0);
  await sending;
  received.leave();
}
