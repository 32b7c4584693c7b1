import { describe, expect, it } from 'vitest';
import { parseListenAddress } from './listen-address.js';

describe('parseListenAddress', () => {
  it.each([
    ['127.0.0.1:4711', { kind: 'tcp', host: '127.0.0.1', port: 4711 }],
    ['tcp://localhost:0', { kind: 'tcp', host: 'localhost', port: 0 }],
    ['[::1]:0', { kind: 'tcp', host: '::1', port: 0 }],
    ['unix:/tmp/a b.sock', { kind: 'unix', path: '/tmp/a b.sock' }],
    ['unix:1', { kind: 'unix', path: '1' }],
  ])('reads %s', (text, address) => {
    expect(parseListenAddress(text)).toEqual(address);
  });

  it.each(['', 'unix:', '4711', ':4711', '127.0.0.1', '127.0.0.1:65536', '::1:4711', 'udp://127.0.0.1:1', 'usb'])(
    'refuses "%s"',
    (text) => {
      expect(() => parseListenAddress(text)).toThrow(expect.objectContaining({ code: 'TARGET_INVALID' }));
    },
  );
});
