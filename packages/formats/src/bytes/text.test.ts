import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../test/refusal.js';
import { jsonFromBytes, textFromBytes } from './text.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('text of a file', () => {
  it('is read plain, gzipped and with a byte order mark', () => {
    expect(textFromBytes(utf8('Schuß\n'))).toBe('Schuß\n');
    expect(textFromBytes(new Uint8Array(gzipSync('Schuß\n')))).toBe('Schuß\n');
    expect(textFromBytes(utf8('\uFEFF1'))).toBe('1');
    expect(textFromBytes(new Uint8Array(0))).toBe('');
  });

  it('is refused where bytes are not UTF-8', () => {
    expect(refusal(() => textFromBytes(Uint8Array.of(0x93, 0x4e)))).toMatchObject({ code: 'TEXT_INVALID' });
  });
});

describe('JSON of a file', () => {
  it('is parsed', () => {
    expect(jsonFromBytes(utf8('{"a": [1, "[[["]}'))).toEqual({ a: [1, '[[['] });
    expect(jsonFromBytes(new Uint8Array(gzipSync('[1]')))).toEqual([1]);
  });

  it.each([[''], ['{"a": NaN}'], ['[1,]'], ['{"a": 1'], ['# comment']])('is refused: %j', (text) => {
    const error = refusal(() => jsonFromBytes(utf8(text)));
    expect(error.code).toBe('JSON_INVALID');
    expect(error.cause).toBeInstanceOf(SyntaxError);
  });

  it('may nest 200 levels, quoted brackets and brackets side by side not counted', () => {
    const nested = (depth: number): Uint8Array => utf8('['.repeat(depth) + ']'.repeat(depth));
    expect(jsonFromBytes(nested(200))).toHaveLength(1);
    expect(() => jsonFromBytes(nested(201))).toThrow(expect.objectContaining({ code: 'JSON_INVALID' }));
    expect(() => jsonFromBytes(nested(100_000))).toThrow(expect.objectContaining({ code: 'JSON_INVALID' }));
    const quoted = JSON.stringify(['[{"\\'.repeat(300), ...Array.from({ length: 300 }, () => [{}])]);
    expect(jsonFromBytes(utf8(quoted))).toHaveLength(301);
  });
});
