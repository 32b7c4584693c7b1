import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatTarget, parseTarget, type Target } from './target.js';

describe('parseTarget', () => {
  it.each<[string, Target]>([
    ['simulator', { kind: 'simulator' }],
    ['emulated', { kind: 'emulated' }],
    ['tcp://127.0.0.1:4711', { kind: 'tcp', host: '127.0.0.1', port: 4711 }],
    ['tcp://lab-3.local:65535', { kind: 'tcp', host: 'lab-3.local', port: 65_535 }],
    ['tcp://[::1]:1', { kind: 'tcp', host: '::1', port: 1 }],
    ['unix:/run/board.sock', { kind: 'unix', path: '/run/board.sock' }],
    ['unix:board:1 .sock', { kind: 'unix', path: 'board:1 .sock' }],
    ['usb', { kind: 'usb' }],
    ['usb:0042', { kind: 'usb', serial: '0042' }],
    ['samna', { kind: 'samna' }],
    ['samna:A:1', { kind: 'samna', serial: 'A:1' }],
  ])('reads %s, and writes it again', (text, target) => {
    expect(parseTarget(text)).toEqual(target);
    expect(formatTarget(target)).toBe(text);
  });

  it.each([
    ['', /no such target/],
    ['Emulated', /no such target/],
    [' usb', /no such target/],
    ['board', /no such target.*\n.*have: simulator, emulated, tcp:/],
    ['http://127.0.0.1:80', /no such target/],
    ['tcp', /host and a port/],
    ['tcp:127.0.0.1:4711', /host and a port.*\n.*tcp:\/\/127/],
    ['tcp://127.0.0.1', /host and a port/],
    ['tcp://127.0.0.1:0', /from 1 to 65535/],
    ['tcp://127.0.0.1:65536', /from 1 to 65535/],
    ['tcp://127.0.0.1:4711/', /host and a port/],
    ['tcp://::1:4711', /host and a port/],
    ['tcp://:4711', /host and a port/],
    ['tcp://me@host:1', /host and a port/],
    ['unix', /path is needed/],
    ['unix:', /path is needed/],
    ['usb:', /serial number is needed.*\n.*usb alone/],
    ['samna: ', /serial number is needed/],
  ])('refuses "%s"', (text, message) => {
    expect(() => parseTarget(text)).toThrow(message);
    expect(() => parseTarget(text)).toThrow(expect.objectContaining({ code: 'TARGET_INVALID', who: `"${text}"` }));
  });

  it('gives a target or TARGET_INVALID, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((rest) => `tcp://${rest}`),
        ),
        (text) => {
          try {
            expect(parseTarget(formatTarget(parseTarget(text)))).toEqual(parseTarget(text));
          } catch (error) {
            expect(error).toMatchObject({ code: 'TARGET_INVALID' });
          }
        },
      ),
    );
  });
});
