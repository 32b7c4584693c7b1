import { bankOf } from '@xylopipe/xylo-common/maps';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bench, codeOf } from './bench.js';
import { chips } from './chips.js';

const on = (chipId?: string): Bench => {
  const bench = new Bench(chipId);
  bench.set('RAM_ACTIVE', 1);
  bench.set('MEM_CLK_ON', 1);
  return bench;
};

describe('memories', () => {
  it('are off after power-up, and on after RAM_ACTIVE and then MEM_CLK_ON', () => {
    const bench = new Bench();
    const read = (): unknown => bench.peek('vmem', 1);
    expect(codeOf(read)).toBe('MEMORY_OFF');
    bench.set('RAM_ACTIVE', 1);
    expect(codeOf(read)).toBe('MEMORY_OFF');
    expect(codeOf(() => bench.poke('vmem', 0, 1))).toBe('MEMORY_OFF');
    bench.set('MEM_CLK_ON', 1);
    expect(bench.peek('vmem', 1)).toEqual([0]);
    bench.set('MEM_CLK_ON', 0);
    expect(codeOf(read)).toBe('MEMORY_OFF');
  });

  it('stay off where both are set at once or in the wrong order', () => {
    const bench = new Bench();
    const { address } = bench.registerOf('RAM_ACTIVE');
    bench.do({ op: 'writeRegister', address, value: 0x30000 });
    expect(codeOf(() => bench.peek('vmem', 1))).toBe('MEMORY_OFF');
    bench.do({ op: 'writeRegister', address, value: 0x10000 });
    bench.do({ op: 'writeRegister', address, value: 0x30000 });
    expect(codeOf(() => bench.peek('vmem', 1))).toBe('MEMORY_OFF');
  });

  it('have no words elsewhere, and take no part of a run that leaves them', () => {
    const bench = on();
    const last = bench.chip.memories.banks.at(-1)!;
    const end = last.address + last.words;
    const words = Uint8Array.of(1, 1);
    expect(codeOf(() => bench.do({ op: 'writeMemory', address: end - 1, words }))).toBe('MEMORY_UNKNOWN');
    expect(bench.do({ op: 'readMemory', address: end - 1, count: 1 })).toEqual(Uint8Array.of(0));
    expect(codeOf(() => bench.do({ op: 'readMemory', address: 0, count: 1 }))).toBe('MEMORY_UNKNOWN');
    expect(codeOf(() => bench.do({ op: 'readMemory', address: end - 1, count: 2 ** 32 - 1 }))).toBe('MEMORY_UNKNOWN');
  });

  it('take no words with bits that the bank has not, and nothing of their run', () => {
    const bench = on();
    const { address } = bankOf(bench.chip.memories, 'dashMem');
    const words = Uint8Array.of(15, 16);
    expect(codeOf(() => bench.do({ op: 'writeMemory', address, words }))).toBe('WORD_RANGE');
    expect(bench.peek('dashMem', 2)).toEqual([0, 0]);
    expect(codeOf(() => bench.poke('aliasTarget', 0, 0xfff))).toBe('WORD_RANGE');
  });

  it.each(chips.map(({ limits }) => limits.chipId))(
    'of %s give back any words that were written, also across banks',
    (chipId) => {
      const bench = on(chipId);
      const { banks } = bench.chip.memories;
      const first = banks[0].address;
      const end = banks.at(-1)!.address + banks.at(-1)!.words;
      const maskAt = (address: number): number => {
        const bank = banks.findLast((candidate) => candidate.address <= address)!;
        return bank.fields.reduce((mask, { lsb, width }) => mask | ((2 ** width - 1) << lsb), 0);
      };
      const run = fc.tuple(
        fc.integer({ min: first, max: end - 1 }),
        fc.array(fc.nat(0xffff), { minLength: 1, maxLength: 40 }),
      );
      const mirror = new Map<number, number>();
      fc.assert(
        fc.property(run, ([address, random]) => {
          const words = Uint16Array.from(random.slice(0, end - address), (word, i) => word & maskAt(address + i));
          bench.do({ op: 'writeMemory', address, words });
          for (const [i, word] of words.entries()) mirror.set(address + i, word);
          const from = Math.max(first, address - 10);
          const count = Math.min(end, address + words.length + 10) - from;
          expect([...(bench.do({ op: 'readMemory', address: from, count }) as Uint16Array)]).toEqual(
            Array.from({ length: count }, (_, i) => mirror.get(from + i) ?? 0),
          );
        }),
      );
    },
  );
});
