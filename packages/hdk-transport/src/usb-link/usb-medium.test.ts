import { describe, expect, it } from 'vitest';
import { Receiver } from '../../test/receiver.js';
import { settle } from '../../test/usb/fake-usb-device.js';
import { VirtualClock } from '../loopback/virtual-clock.js';
import { usbLink } from './usb-link.js';
import type { UsbBoard, UsbPort, UsbTransferIn, UsbTransferOut } from './usb-port.js';

const OK = (...bytes: number[]): UsbTransferIn => ({ status: 'ok', bytes: Uint8Array.from(bytes) });

/** A port whose transfers end as a list says, and then when it is closed. */
class ScriptedPort implements UsbPort {
  readonly kind = 'usb';
  readonly packetSize = 64;
  readonly board = { address: '001:002' } as UsbBoard;
  readonly calls: string[] = [];
  readonly failures = new Map<string, Error>();
  present = true;
  readonly #ins: (UsbTransferIn | Error)[];
  readonly #outs: (UsbTransferOut | Error)[];
  readonly #closed: Promise<void>;
  #close = () => {};

  constructor({ ins = [], outs = [] }: { ins?: (UsbTransferIn | Error)[]; outs?: (UsbTransferOut | Error)[] } = {}) {
    this.#ins = ins;
    this.#outs = outs;
    this.#closed = new Promise((resolve) => {
      this.#close = resolve;
    });
  }

  open = () => this.#call('open');
  clearHalt = (direction: string) => this.#call(`clearHalt ${direction}`);
  request = (code: number, value: number) => this.#call(`request ${code} ${value}`);
  isPresent = async () => this.present;

  async transferIn(): Promise<UsbTransferIn> {
    const next = this.#ins.shift();
    if (next === undefined) await this.#closed;
    if (next instanceof Error) throw next;
    return next ?? { status: 'idle' };
  }

  async transferOut(bytes: Uint8Array): Promise<UsbTransferOut> {
    this.calls.push(`out ${bytes.length}`);
    const next = this.#outs.shift() ?? 'ok';
    if (next instanceof Error) throw next;
    return next;
  }

  async close(): Promise<void> {
    this.calls.push('close');
    this.#close();
  }

  async #call(name: string): Promise<void> {
    this.calls.push(name);
    const failure = this.failures.get(name);
    if (failure !== undefined) throw failure;
  }
}

async function linkOver(port: ScriptedPort, clock = new VirtualClock()) {
  const link = await usbLink(port, { clock });
  port.calls.splice(0, 4); // of opening
  return link;
}

describe('a link over a port', () => {
  it('is opened for the device too, and closed for it before the port is', async () => {
    const port = new ScriptedPort();
    const link = await usbLink(port);
    expect(port.calls).toEqual(['open', 'request 1 1', 'clearHalt in', 'clearHalt out']);
    await link.close();
    expect(port.calls.slice(4)).toEqual(['request 1 0', 'close']);
    expect(await link.end).toEqual({ reason: 'local' });
  });

  it('gives the port back when the device does not know the request', async () => {
    const port = new ScriptedPort();
    const refusal = new Error('stalled');
    port.failures.set('request 1 1', refusal);
    await expect(usbLink(port)).rejects.toBe(refusal);
    expect(port.calls).toEqual(['open', 'request 1 1', 'close']);
  });

  it('refuses options that cannot be, before it touches the port', async () => {
    const port = new ScriptedPort();
    const options = { capacity: 100, stallTimeout: 0 };
    await expect(usbLink(port, options)).rejects.toMatchObject({ code: 'OPTIONS_INVALID', issues: { length: 2 } });
    expect(port.calls).toEqual([]);
  });

  it('reads on after an idle while', async () => {
    const link = await linkOver(new ScriptedPort({ ins: [{ status: 'idle' }, OK(1), { status: 'idle' }, OK(2)] }));
    expect(await new Receiver(link).take(2)).toEqual(Uint8Array.of(1, 2));
    await link.close();
  });

  it('ends frames that fill their last packet by an empty one', async () => {
    const port = new ScriptedPort();
    const link = await linkOver(port);
    for (const length of [63, 64, 65_536]) await link.send(new Uint8Array(length));
    expect(port.calls).toEqual(['out 63', 'out 64', 'out 0', 'out 65536']);
    await link.close();
  });

  it('sends again what the device has not taken', async () => {
    const port = new ScriptedPort({ outs: ['idle', 'idle', 'ok'] });
    const link = await linkOver(port);
    await link.send(new Uint8Array(10));
    expect(port.calls).toEqual(['out 10', 'out 10', 'out 10']);
    await link.close();
  });

  it('clears a stall once for each transfer', async () => {
    const port = new ScriptedPort({
      ins: [{ status: 'stall' }, OK(1), { status: 'stall' }, OK(2)],
      outs: ['stall', 'ok', 'stall', 'idle', 'ok'],
    });
    const link = await linkOver(port);
    expect(await new Receiver(link).take(2)).toEqual(Uint8Array.of(1, 2));
    await link.send(new Uint8Array(5));
    await link.send(new Uint8Array(6));
    expect(port.calls.filter((call) => call !== 'clearHalt in')).toEqual([
      'out 5',
      'clearHalt out',
      'out 5',
      'out 6',
      'clearHalt out',
      'out 6',
      'out 6',
    ]);
    expect(port.calls.filter((call) => call === 'clearHalt in')).toHaveLength(2);
    await link.close();
  });

  it.each(['in', 'out'])('is lost at a second stall (%s)', async (direction) => {
    const stalls = [{ status: 'stall' }, { status: 'stall' }] as const;
    const port = new ScriptedPort(direction === 'in' ? { ins: [...stalls] } : { outs: ['stall', 'stall'] });
    const clock = new VirtualClock();
    const link = await linkOver(port, clock);
    const sent = direction === 'out' ? link.send(new Uint8Array(1)).catch((error) => error.code) : 'LINK_CLOSED';
    await settle();
    clock.advance(300);
    expect(await sent).toBe('LINK_CLOSED');
    expect(await link.end).toMatchObject({ reason: 'lost', cause: { code: 'USB_STALLED' } });
    expect(port.calls.at(-1)).toBe('close');
  });

  it('finds by the bus that what looks like a fault is a device pulled out', async () => {
    const fault = new Error('transferIn error: Fault');
    const port = new ScriptedPort({ ins: [fault] });
    port.present = false;
    const link = await linkOver(port);
    expect(await link.end).toMatchObject({ reason: 'lost', cause: { code: 'USB_DISCONNECTED', cause: fault } });
  });

  it('looks again after a moment, as the bus may not know yet', async () => {
    const clock = new VirtualClock();
    const port = new ScriptedPort({ ins: [new Error('transferIn error: Fault')] });
    const link = await linkOver(port, clock);
    await settle();
    port.present = false;
    clock.advance(300);
    expect(await link.end).toMatchObject({ reason: 'lost', cause: { code: 'USB_DISCONNECTED' } });
  });

  it('keeps the fault of a device that is there', async () => {
    const clock = new VirtualClock();
    const fault = new Error('transferOut error: Fault');
    const link = await linkOver(new ScriptedPort({ outs: [fault] }), clock);
    const sent = expect(link.send(new Uint8Array(1))).rejects.toMatchObject({ code: 'LINK_CLOSED', cause: fault });
    await settle();
    clock.advance(300);
    await sent;
    expect(await link.end).toEqual({ reason: 'lost', cause: fault });
  });

  it('is lost when a frame is not taken in time', async () => {
    const clock = new VirtualClock();
    const port = new ScriptedPort();
    port.transferOut = async () => {
      await settle();
      return 'idle';
    };
    const link = await linkOver(port, clock);
    const sent = link.send(new Uint8Array(1));
    clock.advance(9999);
    await settle();
    clock.advance(1);
    await expect(sent).rejects.toMatchObject({ code: 'LINK_CLOSED', cause: { code: 'LINK_TIMEOUT' } });
    expect(await link.end).toMatchObject({ reason: 'lost' });
    expect(clock.pending).toBe(0);
  });

  it('does not read while nobody takes what it has', async () => {
    const ins = Array.from({ length: 10 }, () => ({ status: 'ok', bytes: new Uint8Array(65_536) }) as const);
    const port = new ScriptedPort({ ins });
    const link = await linkOver(port);
    await settle();
    expect(ins).toHaveLength(6);
    await new Receiver(link).take(10 * 65_536);
    expect(ins).toHaveLength(0);
    await link.close();
  });

  it('is closed while it does not read', async () => {
    const ins = Array.from({ length: 10 }, () => ({ status: 'ok', bytes: new Uint8Array(65_536) }) as const);
    const link = await linkOver(new ScriptedPort({ ins }));
    await settle();
    await link.close();
    expect(await link.end).toEqual({ reason: 'local' });
  });
});
