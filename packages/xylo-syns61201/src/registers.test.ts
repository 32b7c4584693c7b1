import { describeRegister, fieldNamed, registerNamed, setField } from '@xylopipe/xylo-common/maps';
import { expect, it } from 'vitest';
import { frontEndRegisters, registers } from './registers.js';

it('has the published registers at their addresses', () => {
  expect(registers.registers).toHaveLength(0x22);
  const addresses = Object.fromEntries(registers.registers.map(({ name, address }) => [name, address]));
  expect(addresses).toMatchObject({
    VERSION: 0x00,
    TR_WRAP: 0x03,
    PWR_CTRL1: 0x05,
    ISO_CTRL1: 0x09,
    ISO_CTRL4: 0x0c,
    WO: 0x0e,
    ISPKREG0L: 0x11,
    ISPKREG1H: 0x14,
    STAT: 0x15,
    OMP_STAT0: 0x17,
    MONSEL: 0x1b,
    HRAM_CTRL: 0x1f,
    TR_CNTR_STAT: 0x21,
  });
});

it('says which bits of a configuration are on', () => {
  const ctrl1 = registerNamed(registers, 'CTRL1');
  const word = Object.entries({ MAN: 1, RWBS: 3, DIRECT_FETCH_STATE_RAM: 1, RAM_WU_ST: 15 }).reduce(
    (before, [name, value]) => setField(before, fieldNamed(ctrl1, name), value),
    0,
  );
  expect(word).toBe(0xf020_0301);
  expect(describeRegister(ctrl1, word)).toBe(
    'CTRL1 = 0xF0200301 (MAN: 1, ISYN2_EN: 0, ALIAS_EN: 0, BIAS_EN: 0, IWBS: 0, RWBS: 3, OWBS: 0, MEM_CLK_ON: 0, ' +
      'RAM_ACTIVE: 0, KEEP_INT: 0, DIRECT_FETCH_STATE_RAM: 1, ALWAYS_UPDATE_OMP_STAT: 0, HM_EN: 0, RST_PE: 0, RST_PS: 0, ' +
      'RAM_WU_ST: 15)',
  );
});

it('starts real time with the published word', () => {
  const wo = registerNamed(registers, 'WO');
  expect(setField(0, fieldNamed(wo, 'TR_TRIG'), 1)).toBe(0x10);
  expect(wo.access).toBe('writeOnly');
});

it('knows three registers of the front end, and the version that is accepted', () => {
  expect(frontEndRegisters.registers.map(({ address }) => address)).toEqual([0x00, 0x25, 0x45]);
  const version = registerNamed(frontEndRegisters, 'VERSION');
  expect(describeRegister(version, version.reset ?? 0)).toBe('VERSION = 0x00010000 (REVISION: 0, VERSION: 1)');
  expect(frontEndRegisters.notPublic).toBeDefined();
});
