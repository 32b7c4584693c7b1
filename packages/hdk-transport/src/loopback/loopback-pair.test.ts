import { describe, expect, it } from 'vitest';
import { loopbackPair } from './loopback-pair.js';

describe('loopbackPair', () => {
  it('names the other end', () => {
    const [host, device] = loopbackPair();
    expect(host.info).toEqual({ kind: 'loopback', address: 'device' });
    expect(device.info).toEqual({ kind: 'loopback', address: 'host' });
    expect(host.maxFrame).toBe(65_536);
  });

  it('delivers after send has returned, never within it', async () => {
    const [host, device] = loopbackPair();
    const events: string[] = [];
    device.received$.subscribe(() => events.push('arrived'));
    const sent = host.send(Uint8Array.of(1));
    events.push('returned');
    await sent;
    expect(events).toEqual(['returned', 'arrived']);
  });

  it('lets a send wait for room that the capacity has not', async () => {
    const [host, device] = loopbackPair({ maxFrame: 4, capacity: 6 });
    const events: string[] = [];
    await host.send(new Uint8Array(4));
    const second = host.send(new Uint8Array(4)).then(() => events.push('second'));
    const third = host.send(new Uint8Array(4)).then(() => events.push('third'));
    await new Promise((resolve) => setImmediate(resolve));
    expect(events).toEqual([]);
    device.received$.subscribe();
    await Promise.all([second, third]);
    expect(events).toEqual(['second', 'third']);
  });

  it('copies also what is a Buffer, whose slice is none', async () => {
    const [host, device] = loopbackPair();
    const buffer = Buffer.from([1, 2, 3]);
    await host.send(buffer);
    buffer.fill(9);
    device.received$.subscribe((chunk) => expect(chunk).toEqual(Uint8Array.of(1, 2, 3)));
    expect.assertions(1);
  });

  it.each([{ maxFrame: 0 }, { maxFrame: 1.5 }, { maxFrame: 100, capacity: 99 }])('refuses %j', (options) => {
    expect(() => loopbackPair(options)).toThrow(expect.objectContaining({ code: 'OPTIONS_INVALID' }));
  });
});
