import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeMessage, MAX_MESSAGE, type Message, MessageReader } from './message-codec.js';

const message = fc.dictionary(
  fc.string(),
  fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as unknown),
);

function joined(messages: readonly Message[]): Uint8Array {
  const parts = messages.map(encodeMessage);
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('messages', () => {
  it('come back, however they are cut', () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 5 }), fc.array(fc.nat(40), { minLength: 1 }), (messages, cuts) => {
        const bytes = joined(messages);
        const reader = new MessageReader();
        const read: Message[] = [];
        for (let at = 0, i = 0; at < bytes.length; i++) {
          const length = 1 + cuts[i % cuts.length]!;
          read.push(...reader.push(bytes.subarray(at, at + length)));
          at += length;
        }
        expect(plain(read)).toEqual(plain(messages));
      }),
    );
  });

  it('are a length and JSON', () => {
    expect([...encodeMessage({ a: 'é' })]).toEqual([10, 0, 0, 0, ...new TextEncoder().encode('{"a":"é"}')]);
  });

  it('of a megabyte come back in pieces of a pipe', () => {
    const big = { text: 'x'.repeat(2 ** 20) };
    const bytes = encodeMessage(big);
    const reader = new MessageReader();
    const read: Message[] = [];
    for (let at = 0; at < bytes.length; at += 65_536) read.push(...reader.push(bytes.subarray(at, at + 65_536)));
    expect(read).toEqual([big]);
  });

  it.each([
    ['text that somebody printed', new TextEncoder().encode('hello, world\n')],
    ['a length beyond the limit', Uint8Array.of(...new Uint8Array(Uint32Array.of(MAX_MESSAGE + 1).buffer))],
    ['what is not JSON', Uint8Array.of(1, 0, 0, 0, 0x7b)],
    ['what is not UTF-8', Uint8Array.of(3, 0, 0, 0, 0x22, 0xff, 0x22)],
    ['a list', Uint8Array.of(2, 0, 0, 0, 0x5b, 0x5d)],
    ['nothing', Uint8Array.of(0, 0, 0, 0)],
  ])('are not %s', (_, bytes) => {
    expect(() => [...new MessageReader().push(bytes)]).toThrow(expect.objectContaining({ code: 'MESSAGE_INVALID' }));
  });

  it('survive any bytes with an error or in peace', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 64 }), { maxLength: 8 }), (chunks) => {
        const reader = new MessageReader();
        try {
          for (const chunk of chunks) for (const read of reader.push(chunk)) expect(read).toBeTypeOf('object');
        } catch (error) {
          expect(error).toMatchObject({ code: 'MESSAGE_INVALID' });
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('that are too long are not sent', () => {
    const one = 'x'.repeat(2 ** 22);
    expect(() => encodeMessage({ text: Array(17).fill(one) })).toThrow(
      expect.objectContaining({ code: 'MESSAGE_TOO_LONG' }),
    );
  });
});
