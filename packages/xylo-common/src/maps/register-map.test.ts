import { describe, expect, it } from 'vitest';
import { defineRegisterMap } from './define-map.js';
import { describeRegister } from './describe-register.js';
import { bit, bits } from './field.js';
import { documented } from './provenance.js';
import { fieldNamed, type Register, registerAt, registerNamed } from './register-map.js';
import { numbered, registerRun } from './xylo-registers.js';

const provenance = documented('a data sheet');
const map = defineRegisterMap({
  chipId: 'syns00000',
  block: 'core',
  registers: registerRun(0x10, ['VERSION', 'CTRL1', 'WO', 'ISPKREG0L'], {
    provenance,
    fields: { CTRL1: [bit('MAN', 0, 'manual'), bits('IWBS', 6, 4, 'shift')] },
  }),
});
const ctrl1 = registerNamed(map, 'CTRL1');

describe('a register', () => {
  it('is found by address and by name', () => {
    expect(registerAt(map, 0x11)).toBe(ctrl1);
    expect([registerAt(map, 0x0f), registerAt(map, 0x14), registerAt(map, 0x11 + 0.5)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(() => registerNamed(map, 'CTRL9')).toThrow(
      expect.objectContaining({ code: 'REGISTER_UNKNOWN', who: 'syns00000' }),
    );
  });

  it('has fields by name', () => {
    expect(fieldNamed(ctrl1, 'IWBS').width).toBe(3);
    expect(() => fieldNamed(ctrl1, 'OWBS')).toThrow(
      expect.objectContaining({ code: 'FIELD_UNKNOWN', who: 'CTRL1', hint: 'it has MAN, IWBS' }),
    );
    expect(() => fieldNamed(registerNamed(map, 'WO'), 'SRST')).toThrow(
      expect.objectContaining({ hint: 'none of its fields is public' }),
    );
  });

  it('is frozen, with all that is in it', () => {
    expect([map, map.registers, ctrl1, ctrl1.fields, ctrl1.fields[0]].every(Object.isFrozen)).toBe(true);
  });
});

describe('describeRegister', () => {
  it('says what a word means, and which ones it cannot explain', () => {
    expect(describeRegister(ctrl1, 0x31)).toBe('CTRL1 = 0x00000031 (MAN: 1, IWBS: 3)');
    expect(describeRegister(ctrl1, 0x8000_0083)).toBe('CTRL1 = 0x80000083 (MAN: 1, IWBS: 0, other bits: 0x80000082)');
    expect(describeRegister(registerNamed(map, 'WO'), 0xab)).toBe('WO = 0x000000AB');
  });

  it('refuses a word that the register cannot hold', () => {
    const narrow: Register = { ...ctrl1, width: 8 };
    expect(describeRegister(narrow, 0xff)).toBe('CTRL1 = 0xFF (MAN: 1, IWBS: 7, other bits: 0x8E)');
    expect(() => describeRegister(narrow, 0x100)).toThrow(
      expect.objectContaining({
        code: 'WORD_RANGE',
        who: 'CTRL1',
        issues: [expect.objectContaining({ limit: '0..255' })],
      }),
    );
  });
});

describe('a run of registers', () => {
  it('tells access and volatility by name', () => {
    const told = (names: readonly string[]) =>
      registerRun(0, names, { provenance }).map(({ access, volatile }) => `${access}${volatile ? ', volatile' : ''}`);
    const status = ['VERSION', 'STAT', 'STAT2', 'INT', 'INT1', 'OMP_STAT15', 'DBG_STAT1', 'TR_CNTR_STAT', 'CNTR_STAT'];
    expect(new Set(told([...status, 'ID_REG_1', 'ID_RSVD_REG', 'DIE_LOC']))).toEqual(new Set(['readOnly, volatile']));
    expect(new Set(told(['CTRL1', 'IE', 'MONSEL', 'DBG_CTRL1', 'PDM_H_REG3']))).toEqual(new Set(['readWrite']));
    expect(told(['WO', 'ISPKREG1H', 'ISPKREG11'])).toEqual(['writeOnly', 'readWrite, volatile', 'readWrite, volatile']);
  });

  it('refuses fields of a register that it does not have', () => {
    expect(() => registerRun(0, ['A'], { provenance, fields: { B: [], C: [] } })).toThrow(
      expect.objectContaining({ code: 'REGISTER_UNKNOWN', message: expect.stringContaining('B, C') }),
    );
  });

  it('numbers names', () => {
    expect(numbered('AGC_UGRSA', 13, 2, '_L')).toEqual(['AGC_UGRSA13_L', 'AGC_UGRSA14_L']);
  });
});
