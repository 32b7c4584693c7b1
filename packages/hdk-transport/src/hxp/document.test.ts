import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readAnswer } from './answer-codec.js';
import { readBatch } from './batch-codec.js';
import { readCredit } from './control-codec.js';
import { readEvents } from './event-codec.js';
import { decodeFrame, encodeFrame } from './frame.js';
import { readHello } from './hello-codec.js';
import { MONITORED_SIGNALS, OPERATION_NAMES } from './operation-codec.js';
import { HEADER_LENGTH, OPCODES } from './protocol.js';

const text = readFileSync(new URL('../../../../docs/hxp.md', import.meta.url), 'utf8');

/** The frame of an example of the document. */
function example(name: string) {
  const [, hex = ''] = new RegExp(`\`\`\`hex title="${name}"\n([^\`]*)\`\`\``).exec(text) ?? [];
  const bytes = Uint8Array.from(hex.trim().split(/\s+/), (byte) => Number.parseInt(byte, 16));
  const frame = decodeFrame(bytes);
  expect(encodeFrame(frame.opcode, frame.seq, frame.payload, frame.flags)).toEqual(bytes);
  return frame;
}

describe('docs/hxp.md', () => {
  it('shows frames that are what it says', () => {
    const hello = example('HELLO');
    expect(hello).toMatchObject({ opcode: OPCODES.hello, seq: 1000, flags: 0 });
    expect(readHello(hello.payload)).toEqual({ versions: [1, 1], maxFrame: 65536, credit: 262144 });
    const batch = example('BATCH');
    expect(batch).toMatchObject({ opcode: OPCODES.batch, seq: 1001 });
    expect(readBatch(batch.payload)).toEqual([
      { op: 'writeRegister', address: 0x10, value: 0x1234 },
      { op: 'writeMemory', address: 0x100, words: Uint16Array.of(1, 2, 300) },
      { op: 'readRegister', address: 0x10 },
    ]);
    const answer = example('ANSWER');
    expect(answer).toMatchObject({ opcode: OPCODES.answer, seq: 1001 });
    expect(readAnswer(answer.payload)).toEqual({ done: 3, status: 'ok', results: [0x1234] });
    const events = example('EVENTS');
    expect(events).toMatchObject({ opcode: OPCODES.events, seq: 1001 });
    const states = [{ signal: 'vmemOut', first: 0, values: Int16Array.of(-3, 120, 4) }];
    expect(readEvents(events.payload)).toEqual([
      { type: 'readout', timestep: 41, outputSpikes: 0b101, hibernating: false, states },
    ]);
    const credit = example('CREDIT');
    expect(credit).toMatchObject({ opcode: OPCODES.credit, seq: 1000 });
    expect(readCredit(credit.payload)).toEqual({
      expected: 1002,
      limit: 262144 + events.payload.length,
      resend: false,
    });
  });

  it('takes the request apart byte by byte', () => {
    const rows = [...text.matchAll(/^\| `((?:[0-9a-f]{2} ?)+)` \|/gm)].map(([, hex]) => hex);
    const [, whole = ''] = /```hex title="BATCH"\n([^`]*)```/.exec(text) ?? [];
    expect(rows.join(' ')).toBe(whole.trim().replaceAll('\n', ' '));
    expect(whole.split(/\s+/).length).toBeGreaterThan(HEADER_LENGTH);
  });

  it('has every opcode, operation and signal at its code', () => {
    for (const [name, code] of Object.entries(OPCODES))
      expect(text).toContain(`\n| ${code} | ${name.replace(/[A-Z]/g, '_$&').toUpperCase()} |`);
    for (const [code, name] of OPERATION_NAMES.entries()) expect(text).toContain(`\n| ${code} | \`${name}\` |`);
    expect(text).toContain(MONITORED_SIGNALS.map((signal, code) => `${code} \`${signal}\``).join(', '));
  });
});
