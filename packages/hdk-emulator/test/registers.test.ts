import { describe, expect, it } from 'vitest';
import { Bench, codeOf } from './bench.js';
import { chips } from './chips.js';
import { emptySpec } from './spec.js';

describe.each(chips.map(({ limits }) => limits.chipId))('registers of an emulated %s', (chipId) => {
  const bench = (): Bench => new Bench(chipId);

  it('keep what is written, all 32 bits, but those that the chip writes or only the host', () => {
    const subject = bench();
    for (const { address, access, volatile, name } of subject.chip.registers.registers) {
      // Modes and switches have tests of their own.
      const value = name === 'CTRL1' ? 0 : 0xdeadbeef;
      const write = codeOf(() => subject.do({ op: 'writeRegister', address, value }));
      const read = codeOf(() => subject.do({ op: 'readRegister', address }));
      expect([name, write, read]).toEqual([
        name,
        access === 'readOnly' ? 'REGISTER_READ_ONLY' : undefined,
        access === 'writeOnly' ? 'REGISTER_WRITE_ONLY' : undefined,
      ]);
      if (access === 'readWrite' && !volatile) expect(subject.do({ op: 'readRegister', address })).toBe(value);
    }
  });

  it('have their reset words after power-up, and say that nothing is being processed', () => {
    const subject = bench();
    for (const { address, access, reset = 0, fields } of subject.chip.registers.registers) {
      if (access === 'writeOnly' || fields.some(({ name }) => name === 'PD')) continue;
      expect(subject.do({ op: 'readRegister', address })).toBe(reset);
    }
    expect(subject.field('PD')).toBe(1);
  });

  it('are not to be found at other addresses', () => {
    const address = 0x7fff;
    const subject = bench();
    expect(codeOf(() => subject.do({ op: 'readRegister', address }))).toBe('REGISTER_UNKNOWN');
    expect(codeOf(() => subject.do({ op: 'writeRegister', address, value: 0 }))).toBe('REGISTER_UNKNOWN');
    expect(codeOf(() => subject.do({ op: 'modifyRegister', address, mask: 1, value: 1 }))).toBe('REGISTER_UNKNOWN');
  });

  it('take words of 32 bits only', () => {
    const subject = bench();
    const { address } = subject.registerOf('HNC');
    for (const value of [-1, 2 ** 32, 0.5, Number.NaN])
      expect(codeOf(() => subject.do({ op: 'writeRegister', address, value }))).toBe('WORD_RANGE');
    expect(subject.do({ op: 'readRegister', address })).toBe(0);
  });

  it('change in the bits of a mask only', () => {
    const subject = bench();
    const { address } = subject.registerOf('HNC');
    subject.do({ op: 'writeRegister', address, value: 0xf0f0_0003 });
    subject.do({ op: 'modifyRegister', address, mask: 0xff00_000f, value: 0x1234_5678 });
    expect(subject.do({ op: 'readRegister', address })).toBe(0x12f0_0008);
  });
});

describe('numbers in use', () => {
  it.each(['HNC', 'ONC', 'INC', 'IENC', 'OENC'])('over what the chip has in %s are told before a timestep', (field) => {
    const bench = new Bench().load(emptySpec());
    bench.set(field, field === 'HNC' ? 993 : 200);
    const error = (): unknown => bench.do({ op: 'triggerProcessing' });
    expect(error).toThrow(field);
    expect(codeOf(error)).toBe('BAD_COUNTS');
    expect(bench.readouts).toEqual([]);
  });

  it('of neurons that take input or drive outputs are at most those of hidden ones', () => {
    const bench = new Bench().load(emptySpec(3));
    bench.set('IENC', 4);
    expect(codeOf(() => bench.do({ op: 'triggerProcessing' }))).toBe('BAD_COUNTS');
  });

  it('all 0 are a chip that does nothing', () => {
    const bench = new Bench();
    bench.do({ op: 'triggerProcessing', before: 3 });
    expect(bench.readouts.map(({ timestep, outputSpikes }) => [timestep, outputSpikes])).toEqual([
      [0, 0],
      [1, 0],
      [2, 0],
    ]);
  });
});
