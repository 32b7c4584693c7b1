import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answer, event, operation, u32, welcome, words } from '../../test/arbitraries.js';
import type { Operation } from '../bus/operation.js';
import { ANSWER_HEAD, readAnswer, resultBound, writeAnswer } from './answer-codec.js';
import { readBatch, writeBatch } from './batch-codec.js';
import { ByteReader } from './byte-reader.js';
import { ByteWriter } from './byte-writer.js';
import { readCredit, readRefusal, writeCredit, writeRefusal } from './control-codec.js';
import { readEvents, writeEvent, writeEvents } from './event-codec.js';
import { readHello, readWelcome, writeHello, writeWelcome } from './hello-codec.js';
import { operationSize, readOperation, writeOperation } from './operation-codec.js';
import { readWords, reverseEach, wordWidth, writeWords } from './words-codec.js';

const to = new ByteWriter(65536);

/** What was written. */
function bytesOf(write: (to: ByteWriter) => void): Uint8Array {
  to.rewind();
  write(to);
  return to.bytes.slice(0, to.length);
}

describe('operations', () => {
  it('come back as they were, in as many bytes as was said', () => {
    fc.assert(
      fc.property(operation, (one) => {
        const bytes = bytesOf((w) => writeOperation(w, one));
        expect(bytes).toHaveLength(operationSize(one));
        expect(readOperation(new ByteReader(bytes))).toEqual(one);
      }),
      { numRuns: 500 },
    );
  });

  it('come back in order from a batch', () => {
    fc.assert(
      fc.property(fc.array(operation), (all) => {
        expect(readBatch(bytesOf((w) => writeBatch(w, all)))).toEqual(all);
      }),
    );
  });

  it('are refused, field by name, if a value does not fit', () => {
    const refused = (bad: object, who: string) => {
      expect(() => bytesOf((w) => writeOperation(w, bad as Operation))).toThrow(
        expect.objectContaining({ code: 'VALUE_RANGE', who }),
      );
    };
    for (const address of [-1, 0x100000000, 1.5, Number.NaN, '1', undefined])
      refused({ op: 'readRegister', address }, 'readRegister.address');
    refused({ op: 'writeRegister', address: 0, value: -1 }, 'writeRegister.value');
    refused({ op: 'modifyRegister', address: 0, mask: 2 ** 32, value: 0 }, 'modifyRegister.mask');
    refused({ op: 'readMemory', address: 0, count: -1 }, 'readMemory.count');
    refused({ op: 'setMode', mode: 'fast' }, 'setMode.mode');
    refused({ op: 'setMonitor', signal: 'spikesOut', first: 0, count: 0 }, 'setMonitor.signal');
    refused({ op: 'setMonitor', signal: 'vmem', first: 65536, count: 0 }, 'setMonitor.first');
    refused({ op: 'triggerProcessing', before: -1 }, 'triggerProcessing.before');
    refused({ op: 'measurePower', rate: Number.POSITIVE_INFINITY }, 'measurePower.rate');
    refused({ op: 'reboot' }, 'op');
    const spikes = { timesteps: new Uint32Array(2), channels: new Uint16Array(1), counts: new Uint8Array(2) };
    refused({ op: 'sendSpikes', spikes }, 'sendSpikes.spikes');
  });
});

describe('words', () => {
  it('take as many bytes as the largest needs', () => {
    expect([[], [255], [0, 256], [65535], [65536], [1, 0xffffffff]].map((w) => wordWidth(Uint32Array.from(w)))).toEqual(
      [1, 1, 2, 2, 4, 4],
    );
  });

  it('come back as they were, whatever array they were in', () => {
    fc.assert(
      fc.property(words, (some) => {
        expect(readWords(new ByteReader(bytesOf((w) => writeWords(w, some, 'x'))), 'x')).toEqual(some);
        const wide = Uint32Array.from(some);
        expect(readWords(new ByteReader(bytesOf((w) => writeWords(w, wide, 'x'))), 'x')).toEqual(some);
      }),
    );
  });

  it('can be turned around for platforms that are big endian', () => {
    for (const [width, turned] of [
      [1, [1, 2, 3, 4]],
      [2, [2, 1, 4, 3]],
      [4, [4, 3, 2, 1]],
    ] as const) {
      const bytes = Uint8Array.of(1, 2, 3, 4);
      reverseEach(bytes, width);
      expect([...bytes]).toEqual(turned);
    }
  });

  it('need no more than their array says', () => {
    expect(wordWidth(Uint16Array.of(0, 255))).toBe(1);
    expect(wordWidth(Uint16Array.of(256, 0))).toBe(2);
    expect(wordWidth(new Uint32Array(3).fill(0x80000000))).toBe(4);
  });

  it('are not made room for before they are there', () => {
    expect(() => readWords(new ByteReader(Uint8Array.of(4, 255, 255, 255, 255)), 'x')).toThrow(
      expect.objectContaining({ code: 'FRAME_INVALID', offset: 5 }),
    );
    expect(() => readWords(new ByteReader(Uint8Array.of(3, 0, 0, 0, 0)), 'x')).toThrow('words of 3 bytes');
  });
});

describe('answers', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(answer, (one) => {
        expect(readAnswer(bytesOf((w) => writeAnswer(w, one)))).toEqual(one);
      }),
    );
  });

  it('are no longer than was foretold', () => {
    const failure = { code: 'X'.repeat(64), message: 'x'.repeat(512) };
    const head = bytesOf((w) => writeAnswer(w, { done: 0, status: 'failed', failure, results: [] }));
    expect(head).toHaveLength(ANSWER_HEAD);
    const results = [0xffffffff, new Uint32Array(9).fill(0xffffffff)];
    const whole = bytesOf((w) => writeAnswer(w, { done: 2, status: 'failed', failure, results }));
    expect(whole).toHaveLength(
      ANSWER_HEAD +
        resultBound({ op: 'readRegister', address: 0 }) +
        resultBound({ op: 'readMemory', address: 0, count: 9 }) +
        resultBound({ op: 'triggerReadout' }),
    );
  });
});

describe('events', () => {
  it('come back as they were, in order', () => {
    fc.assert(
      fc.property(fc.array(event), (all) => {
        expect(readEvents(bytesOf((w) => writeEvents(w, all)))).toEqual(all);
      }),
    );
  });

  it('are refused if a value does not fit', () => {
    const refused = (bad: object, who: string) =>
      expect(() => bytesOf((w) => writeEvent(w, bad as never))).toThrow(
        expect.objectContaining({ code: 'VALUE_RANGE', who }),
      );
    refused({ type: 'spike', timestep: 0, neuron: 65536 }, 'spike.neuron');
    refused({ type: 'power', channel: '\ud800', microwatts: 0, time: 0 }, 'power.channel');
    refused({ type: 'power', channel: 'io', microwatts: Number.NaN, time: 0 }, 'power.microwatts');
    refused({ type: 'boot' }, 'type');
    refused(
      { type: 'readout', timestep: 2 ** 31, outputSpikes: 0, hibernating: false, states: [] },
      'readout.timestep',
    );
  });
});

describe('hello, welcome, credit and error', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(welcome, u32, u32, fc.boolean(), (one, a, b, resend) => {
        expect(readWelcome(bytesOf((w) => writeWelcome(w, one)))).toEqual(one);
        const hello = { versions: [1, 3], maxFrame: a, credit: b } as const;
        expect(readHello(bytesOf((w) => writeHello(w, hello)))).toEqual(hello);
        const credit = { expected: a, limit: b, resend };
        expect(readCredit(bytesOf((w) => writeCredit(w, credit)))).toEqual(credit);
      }),
    );
    const refusal = { code: 'HXP_VERSION', message: 'speaks 2 to 3' };
    expect(readRefusal(bytesOf((w) => writeRefusal(w, refusal)))).toEqual(refusal);
  });

  it('may be longer in later versions', () => {
    const hello = { versions: [1, 2], maxFrame: 4096, credit: 5 } as const;
    const longer = bytesOf((w) => {
      writeHello(w, hello);
      w.u32(7, 'of a later version');
    });
    expect(readHello(longer)).toEqual(hello);
  });
});
