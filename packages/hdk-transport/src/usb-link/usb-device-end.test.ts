import { describe, expect, it } from 'vitest';
import { Receiver } from '../../test/receiver.js';
import type { Link } from '../link/link.js';
import { UsbDeviceEnd } from './usb-device-end.js';

function deviceEnd() {
  const calls: string[] = [];
  const links: Link[] = [];
  const usb = {
    packetSize: 64,
    send: async (bytes: Uint8Array) => void calls.push(`send ${bytes.length}`),
    room: (bytes: number) => void calls.push(`room ${bytes}`),
    flush: async () => void calls.push('flush'),
    halt: async (direction: string) => void calls.push(`halt ${direction}`),
  };
  const end = new UsbDeviceEnd(usb, 'A1', (link) => links.push(link));
  return { calls, links, end, link: () => links.at(-1) as Link };
}

describe('the device end of a link', () => {
  it('hands out a link each time that a host opens one, and begins anew', async () => {
    const { calls, links, end } = deviceEnd();
    expect(end.request(1, 1)).toBe(true);
    expect(links[0]?.info).toEqual({ kind: 'usb', address: 'A1' });
    expect(end.request(1, 1)).toBe(true);
    expect(await links[0]?.end).toEqual({ reason: 'remote' });
    expect(links).toHaveLength(2);
    expect(calls.filter((call) => call === 'flush')).toHaveLength(2);
  });

  it('refuses requests that it does not know', () => {
    const { links, end } = deviceEnd();
    expect([end.request(2, 1), end.request(1, 2)]).toEqual([false, false]);
    expect(links).toEqual([]);
  });

  it('frees a host that waits, when the host closes', async () => {
    const { calls, end, link } = deviceEnd();
    end.request(1, 1);
    const { received$ } = link();
    end.received(Uint8Array.of(1, 2));
    calls.length = 0;
    expect(end.request(1, 0)).toBe(true);
    expect(await link().end).toEqual({ reason: 'remote' });
    expect(calls.filter((call) => !call.startsWith('room'))).toEqual(['flush', 'send 0']);
    expect(await new Receiver({ ...link(), received$ }).rest()).toEqual(Uint8Array.of(1, 2));
  });

  it('drops what comes while no link is open', () => {
    const { calls, end } = deviceEnd();
    end.received(new Uint8Array(7));
    expect(calls).toEqual(['room 7']);
  });

  it('gives room as bytes are taken', () => {
    const { calls, end, link } = deviceEnd();
    end.request(1, 1);
    calls.length = 0;
    for (let i = 0; i < 4; i++) end.received(new Uint8Array(65_536));
    expect(calls).toEqual(['room 65536', 'room 65536', 'room 65536']);
    new Receiver(link());
    expect(calls.slice(3)).toEqual(['room 65536']);
  });

  it('ends frames that fill their last packet by an empty one', async () => {
    const { calls, end, link } = deviceEnd();
    end.request(1, 1);
    calls.length = 0;
    await link().send(new Uint8Array(128));
    await link().send(new Uint8Array(129));
    expect(calls).toEqual(['send 128', 'send 0', 'send 129']);
  });

  it('stalls when it is closed here, until a host opens another', async () => {
    const { calls, end, link } = deviceEnd();
    end.request(1, 1);
    await link().close();
    calls.length = 0;
    end.cleared('in');
    expect(calls).toEqual(['halt in']);
    end.received(new Uint8Array(3));
    expect(calls).toEqual(['halt in', 'room 3']);
    end.request(1, 1);
    calls.length = 0;
    end.cleared('in');
    end.cleared('out');
    expect(calls).toEqual([]);
  });

  it('is lost when the device is pulled out', async () => {
    const { end, link } = deviceEnd();
    end.unplugged();
    end.request(1, 1);
    end.unplugged();
    expect(await link().end).toMatchObject({ reason: 'lost', cause: { code: 'USB_DISCONNECTED', who: 'usb A1' } });
  });
});
